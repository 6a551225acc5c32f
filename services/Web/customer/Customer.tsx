import { effect } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { TopBar } from '../shared/components/TopBar';
import { BookingPage } from './booking/BookingPage';
import { t } from './texts/texts';
import { TrackingPage } from './tracking/TrackingPage';
import './customer.css';

const secretIn = (path: string) => /^\/track\/([^/]+)/.exec(path)?.[1] ?? null;

/** Books at `/` and `/book`, follows at `/track/{secret}`. */
export function Customer() {
  const [path, setPath] = useState(location.pathname);
  const [justBooked, setJustBooked] = useState(false);
  useEffect(() => {
    const moved = () => setPath(location.pathname);
    addEventListener('popstate', moved);
    return () => removeEventListener('popstate', moved);
  }, []);
  useEffect(() => effect(() => { document.title = t.value.title; }), []);

  const onBooked = (trackingLink: string) => {
    const link = new URL(trackingLink, location.href).pathname;
    // Replaced, so that "back" does not book again.
    history.replaceState(null, '', link);
    setJustBooked(true);
    setPath(link);
    scrollTo({ top: 0 });
  };
  const secret = secretIn(path);
  return (
    <>
      <TopBar title={t.value.brand} />
      {secret ? <TrackingPage key={secret} secret={secret} justBooked={justBooked} /> : <BookingPage onBooked={onBooked} />}
    </>
  );
}
