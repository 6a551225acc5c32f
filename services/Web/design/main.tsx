import { show } from '../shared/page';
import { Design } from './Design';

show(<Design />);
