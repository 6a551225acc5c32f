import { call, withQuery } from './client';
import type { DriversDevicePaired, DriversDriverMessageAnswer, DriversRouteAnswer, DriversStopContact, DriversTrackerLink } from './schema';

export type {
  DriversDamage as Damage, DriversStep as Step, DriversStopUndone as StopUndone, DriversStepAnswer as StepAnswer, DriversStepListShown as StepListShown, DriversDriverMessageAnswer as DriverMessage, DriversDevicePaired as DevicePaired, DriversDevicePosition as DevicePosition, DriversReportTold as ReportTold, DriversRouteAnswer as RouteAnswer, DriversStopContact as StopContact,
  FailureReason, Handover, HandoverKind, Leg, Means, RouteSheet, RouteStop, StopKind, UnavailableReason, Vehicle,
} from './schema';

/** Turns this browser into a driver's device, with the code that a dispatcher made. */
export const pair = (code: string, name: string) => call<DriversDevicePaired>('/api/devices/pair', { method: 'POST', body: { code, name } });

/** What a paired device asks. What it tells goes through its outbox. */
export function deviceDesk(token: () => string | null) {
  const headers = () => ({ authorization: `Bearer ${token() ?? ''}` });
  return {
    /** The newest sheet, waiting for one that this device does not have; undefined where there is none. */
    route: (waitSeconds: number, signal?: AbortSignal) => call<DriversRouteAnswer | undefined>(
      withQuery('/api/route', { waitSeconds }), { headers: headers(), signal, timeout: (waitSeconds + 15) * 1000 }),
    acknowledge: (area: string, day: string, planVersion: number) => call<void>('/api/route/acknowledge', { method: 'POST', headers: headers(), body: { area, day, planVersion } }),
    contact: (moveId: string, stopIndex: number) => call<DriversStopContact>(`/api/stops/${moveId}/${stopIndex}/contact`, { headers: headers() }),
    positions: (positions: readonly { at: string; lon: number; lat: number; accuracyMetres: number | null }[]) =>
      call<void>('/api/positions', { method: 'POST', headers: headers(), body: { positions } }),
    messages: () => call<DriversDriverMessageAnswer[]>('/api/messages', { headers: headers() }),
    tracker: () => call<DriversTrackerLink>('/api/devices/tracker', { headers: headers() }),
  };
}
