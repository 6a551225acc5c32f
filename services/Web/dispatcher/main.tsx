import { show } from '../shared/page';
import { DispatchPage } from './DispatchPage';

show(<DispatchPage />);
