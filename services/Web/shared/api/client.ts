/** What a service says when it refuses: problem details, with what is wrong of each field. */
export class Refused extends Error {
  constructor(
    /** 0 when no service was reached. */
    readonly status: number,
    /** The service's stable word for it, such as `unknown-link`; empty when there is none. */
    readonly code: string,
    message: string,
    /** Field (`vehicle.plate`, `places[0].address`) to what is wrong with it. */
    readonly fields: ReadonlyMap<string, string>,
    /** After how many seconds to try again, if the service said. */
    readonly retrySeconds: number | null = null,
  ) {
    super(message);
    this.name = 'Refused';
  }

  /** True where nobody answered: the same call may be sent again later. */
  get isOffline(): boolean {
    return this.status === 0;
  }
}

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers?: Record<string, string>;
  /** Sent as JSON, or as it is if it is a Blob. */
  body?: unknown;
  signal?: AbortSignal | undefined;
  /** Milliseconds until the call is given up. */
  timeout?: number;
  /** True for an answer that is text and no JSON. */
  isText?: boolean;
  /** True for an answer that is a file: a Blob. */
  isFile?: boolean;
}

/**
 * Calls a service of our own address. The type of the answer is what the API's description says of the call; the small
 * modules beside this one state it.
 * @throws Refused for every answer but a good one, and where there is none.
 */
export async function call<T>(path: string, { method = 'GET', headers = {}, body, signal, timeout = 20_000, isText = false, isFile = false }: Call = {}): Promise<T> {
  const limit = AbortSignal.timeout(timeout);
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: { accept: isFile ? '*/*' : isText ? 'text/*' : 'application/json', ...(body === undefined || body instanceof Blob ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? null : body instanceof Blob ? body : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      credentials: 'omit',
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Refused(0, '', 'No connection.', new Map());
  }

  if (!response.ok) throw await refusalOf(response);
  if (response.status === 204) return undefined as T;
  if (isFile) return await response.blob() as T;
  const text = await response.text();
  return (isText ? text : text === '' ? undefined : JSON.parse(text)) as T;
}

interface Problem {
  code?: string;
  title?: string;
  detail?: string;
  errors?: Record<string, string[]>;
}

async function refusalOf(response: Response): Promise<Refused> {
  const problem = await response.json().catch(() => ({})) as Problem;
  const fields = new Map(Object.entries(problem.errors ?? {}).map(([field, said]) => [field, said.join(' ')] as const));
  const wait = Number(response.headers.get('retry-after'));
  return new Refused(
    response.status, problem.code ?? '', problem.detail ?? problem.title ?? `${response.status} ${response.statusText}`,
    fields, wait > 0 ? wait : null);
}

/** `/api/x?a=1`, leaving out what is undefined. */
export function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string | number] => entry[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
