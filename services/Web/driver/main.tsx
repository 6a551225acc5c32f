import { show } from '../shared/page';
import { DrivePage } from './DrivePage';

show(<DrivePage />);

// The page, its map and its texts are there without signal, too.
if ('serviceWorker' in navigator && import.meta.env.PROD) {
  addEventListener('load', () => void navigator.serviceWorker.register('/drive/worker.js', { scope: '/drive' }).catch(() => undefined));
}
