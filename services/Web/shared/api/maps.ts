import { call, withQuery } from './client';

/** An address as Maps knows it. */
export interface FoundAddress {
  lon: number;
  lat: number;
  /** One line for people. */
  label: string;
  /** How exact the point is: a house or a point of its own, between two houses, a corner; or a whole street or place. */
  exactness: 'house' | 'interpolated' | 'corner' | 'street' | 'place';
}

/** What finds addresses: where they are asked for, and with which key. */
export interface AddressBook {
  search(text: string, near: readonly [number, number] | null, language: string, signal?: AbortSignal): Promise<FoundAddress[]>;
  /** The address at a pin; null where there is none near. */
  at(lon: number, lat: number, language: string, signal?: AbortSignal): Promise<FoundAddress | null>;
}

interface PhotonAnswer {
  features: { geometry: { coordinates: [number, number] }; properties: { label: string; exactness: FoundAddress['exactness'] } }[];
}

const read = (answer: PhotonAnswer): FoundAddress[] => answer.features.map(({ geometry, properties }) => ({
  lon: geometry.coordinates[0], lat: geometry.coordinates[1], label: properties.label, exactness: properties.exactness,
}));

/**
 * Addresses by text and by pin.
 * @param root Where they are asked for: `/api` for staff and devices, `/api/booking` for whoever books.
 * @param headers What opens that door.
 */
export const addressBook = (root: string, headers: () => Record<string, string>): AddressBook => ({
  search: async (q, near, lang, signal) => read(await call<PhotonAnswer>(
    withQuery(`${root}/geocode`, { q, lon: near?.[0].toFixed(5), lat: near?.[1].toFixed(5), limit: 6, lang }), { headers: headers(), signal })),
  at: async (lon, lat, lang, signal) => read(await call<PhotonAnswer>(
    withQuery(`${root}/reverse`, { lon: lon.toFixed(6), lat: lat.toFixed(6), lang }), { headers: headers(), signal }))[0] ?? null,
});
