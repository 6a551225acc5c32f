import { show } from '../shared/page';
import { WorkshopPage } from './WorkshopPage';

show(<WorkshopPage />);
