import { show } from '../shared/page';
import { Customer } from './Customer';

show(<Customer />);
