/**
 * What the device keeps: values by name, and what is still to be sent, in the order in which it was recorded. IndexedDB,
 * so that it outlives the page and the battery.
 */

/** Something that the driver recorded and the services have to hear, once. */
export interface Unsent {
  /** Given when it is kept; the order of sending. */
  order?: number;
  /** What it is, for the list of what is unsent. */
  label: string;
  path: string;
  /** JSON, or a photo. */
  body: object | Blob;
  /** Milliseconds since 1970; until then it can be taken back. */
  notBefore: number;
  /** What belongs together is taken back together: the event id of an action and its photos. */
  group: string;
  /** The service's words, when it was refused for good. */
  refusal?: string;
}

const name = 'route-sheet';
const values = 'values';
const outbox = 'outbox';

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(values);
      request.result.createObjectStore(outbox, { keyPath: 'order', autoIncrement: true });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The device keeps nothing.'));
  });
  return opened;
}

async function transact<T>(store: string, mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode, { durability: 'strict' });
    const request = act(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error ?? new Error('Not kept.'));
    transaction.onerror = () => reject(transaction.error ?? new Error('Not kept.'));
  });
}

export const load = <T>(key: string): Promise<T | undefined> => transact<T | undefined>(values, 'readonly', (store) => store.get(key) as IDBRequest<T | undefined>);
export const keep = (key: string, value: unknown): Promise<unknown> => transact(values, 'readwrite', (store) => store.put(value, key));
export const forget = (key: string): Promise<unknown> => transact(values, 'readwrite', (store) => store.delete(key));

/** All that is unsent, oldest first. */
export const unsent = (): Promise<Unsent[]> => transact<Unsent[]>(outbox, 'readonly', (store) => store.getAll() as IDBRequest<Unsent[]>);
export const enqueue = (entry: Unsent): Promise<IDBValidKey> => transact(outbox, 'readwrite', (store) => store.add(entry));
export const replace = (entry: Unsent): Promise<unknown> => transact(outbox, 'readwrite', (store) => store.put(entry));
export const dequeue = (order: number): Promise<unknown> => transact(outbox, 'readwrite', (store) => store.delete(order));
