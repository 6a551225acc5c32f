import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { PlaceInput } from '../../shared/api/intake';
import type { AddressBook } from '../../shared/api/maps';
import { hoursInput, type Hours } from './hours';

/** A place where the car is, as it is being told. */
export interface CarPlace {
  id: number;
  /** What was chosen or typed; empty for a bare pin. */
  address: string;
  at: [lon: number, lat: number] | null;
  /** True as long as the point is that of a whole street or district. */
  vague: boolean;
  /** Empty: at any time. */
  hours: Hours[];
}

export type PlaceMissing = 'where' | 'vague' | 'hours';

/** What is needed to say where the car is: the places, and what finds and shows them. */
export interface Placing {
  places: Signal<readonly CarPlace[]>;
  changePlace: (id: number, change: Partial<CarPlace>) => void;
  addPlace: () => void;
  removePlace: (id: number) => void;
  addresses: AddressBook;
  workshop: ReadonlySignal<{ name: string; place: { lon: number; lat: number } } | null>;
  timeZone: ReadonlySignal<string>;
  /** What the driver should know, where it is asked with the place. */
  note?: Signal<string>;
}

let placesMade = 0;
export const newPlace = (): CarPlace => ({ id: placesMade++, address: '', at: null, vague: false, hours: [] });

/** Owns the places of a car. */
export function createPlaces() {
  const places = signal<readonly CarPlace[]>([newPlace()]);
  return {
    places,
    changePlace: (id: number, change: Partial<CarPlace>): void => {
      places.value = places.value.map((place) => (place.id === id ? { ...place, ...change } : place));
    },
    addPlace: () => { places.value = [...places.value, newPlace()]; },
    removePlace: (id: number) => { places.value = places.value.filter((place) => place.id !== id); },
  };
}

/** A place as the API takes it. */
export const placeInput = (place: CarPlace, withHours: boolean): PlaceInput => ({
  address: place.address || null,
  lon: place.at?.[0] ?? null,
  lat: place.at?.[1] ?? null,
  hours: withHours && place.hours.length > 0 ? place.hours.map(hoursInput) : null,
});

/** What is still missing, by the API's field. */
export const missingOf = (places: readonly CarPlace[]): [string, PlaceMissing][] => places.flatMap((place, i) => {
  const missing: [string, PlaceMissing][] = [];
  if (!place.at) missing.push([`places[${i}]`, 'where']);
  else if (place.vague) missing.push([`places[${i}]`, 'vague']);
  if (place.hours.some((hours) => hours.from >= hours.until)) missing.push([`places[${i}].hours`, 'hours']);
  return missing;
});
