import type { DayAnswer, RouteAnswer, StopAnswer } from '../../shared/api/dispatch';
import type { ImportKind } from '../../shared/api/imports';
import { localOf } from '../../shared/texts/localTime';
import { placeMoves } from './schedule';

/** The columns of the day's CSV. Times are the area's; kilometres are of the legs that lead to the move's stops. */
const columns = ['move', 'kind', 'plate', 'driver', 'place', 'windowFrom', 'windowUntil', 'eta', 'state', 'lateMinutes', 'kmEmpty', 'kmLoaded', 'cost', 'currency', 'reason'] as const;
type Row = Record<typeof columns[number], string>;

/** The day as CSV (RFC 4180): a line for each move, and for each that nobody serves. */
export function dayAsCsv(day: DayAnswer): string {
  const time = (at: string | undefined | null) => (at ? localOf(new Date(at), day.timeZone ?? 'UTC') : '');
  const rows = [
    ...[...placeMoves(day.routes).values()].map(({ moveId, route, stops }) => rowOf(moveId, route, stops, day.currency ?? '', time)),
    ...day.unserved.map((move): Row => ({
      move: move.moveId, kind: move.kind, plate: move.vehicle?.plate ?? '', driver: '', place: '', windowFrom: time(move.promised?.from), windowUntil: time(move.promised?.until),
      eta: '', state: 'unserved', lateMinutes: '', kmEmpty: '', kmLoaded: '', cost: '', currency: '', reason: move.reason.text,
    })),
  ];
  return [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column])).join(','))].join('\r\n') + '\r\n';
}

function rowOf(moveId: string, route: RouteAnswer, stops: readonly StopAnswer[], currency: string, time: (at: string | undefined | null) => string): Row {
  const promised = stops.find((stop) => stop.window);
  const met = stops.find((stop) => stop.kind === 'collect' || stop.kind === 'return' || stop.kind === 'swap') ?? stops[0];
  const cents = route.moveCosts?.find((share) => share.moveId === moveId)?.costCents;
  const kilometres = (loaded: boolean) => (stops.reduce((sum, stop) => sum + (stop.leg && stop.leg.loaded === loaded ? stop.leg.distanceMetres : 0), 0) / 1000).toFixed(2);
  return {
    move: moveId, kind: met?.kind ?? '', plate: stops.find((stop) => stop.vehicle)?.vehicle?.plate ?? '', driver: route.driverName, place: met?.place.address ?? '',
    windowFrom: time(promised?.window?.from), windowUntil: time(promised?.window?.until), eta: time(met?.arrivedAt ?? met?.eta),
    state: stops.some((stop) => stop.state === 'failed') ? 'failed' : stops.every((stop) => stop.state === 'done') ? 'done' : stops.some((stop) => stop.state !== 'planned') ? 'underway' : 'planned',
    lateMinutes: String(Math.round(Math.max(0, ...stops.map((stop) => stop.lateSeconds)) / 60)), kmEmpty: kilometres(false), kmLoaded: kilometres(true),
    cost: cents === undefined ? '' : (cents / 100).toFixed(2), currency: cents === undefined ? '' : currency, reason: '',
  };
}

/** Quoted where it must be. What a spreadsheet would take for a formula is text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Files to begin with: the columns and a row as an example. */
export function templateOf(kind: ImportKind, area: string, workshop: { workshopId: string; place: { lon: number; lat: number } } | undefined): string {
  const [lon, lat] = [String(workshop?.place.lon ?? 0), String(workshop?.place.lat ?? 0)];
  const shift = 'shifts[monday-friday]';
  const hours = 'openingHours[monday-friday]';
  const examples: Record<ImportKind, Record<string, string>> = {
    requests: {
      key: 'A-1001', workshopId: workshop?.workshopId ?? '', 'vehicle.plate': 'SBA 1234', 'vehicle.make': 'Fiat', 'vehicle.model': 'Panda', 'vehicle.gearbox': 'manual', 'vehicle.drive': 'petrol',
      'places[0].address': '', 'places[0].lon': lon, 'places[0].lat': lat, 'windows[0].from': '', 'windows[0].until': '', return: 'true', workMinutes: '60', workOrder: '',
      'contact.name': 'A customer', 'contact.email': 'customer@example.com', 'contact.phone': '', 'contact.language': 'en', 'contact.noteForDriver': '',
    },
    drivers: {
      key: 'D-1', area, name: 'Driver 1', means: 'scooter', skills: 'manual', 'startPlace.lon': lon, 'startPlace.lat': lat, 'startPlace.address': '',
      [`${shift}.from`]: '08:00', [`${shift}.until`]: '16:00', [`${shift}.breakFrom`]: '11:30', [`${shift}.breakUntil`]: '13:30', [`${shift}.breakSeconds`]: '1800', active: 'true',
    },
    workshops: {
      key: 'W-1', area, name: 'A workshop', 'place.lon': lon, 'place.lat': lat, 'place.address': '', [`${hours}.from`]: '07:30', [`${hours}.until`]: '18:00',
      lifts: '3', technicians: '3', highVoltageTechnicians: '1', receptionPerQuarter: '2', parking: '8', courtesyCars: '', 'serviceArea.minutes': '',
    },
  };
  const example = examples[kind];
  return `${Object.keys(example).join(',')}\r\n${Object.values(example).map(cell).join(',')}\r\n`;
}

/** Has the browser keep a file. */
export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
