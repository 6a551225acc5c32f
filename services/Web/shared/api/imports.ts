import { session } from '../state/session';
import { Refused } from './client';

export type ImportKind = 'requests' | 'drivers' | 'workshops';

/** What became of a row of a file. */
export interface ImportedRow {
  row: number;
  key?: string | null;
  outcome: 'good' | 'created' | 'changed' | 'same' | 'refused';
  id?: string | null;
  /** Column to what is wrong there; '' is the row as a whole. */
  errors?: Record<string, string[]> | null;
}

/**
 * Sends a file, and calls back with the number of its rows and with each row as it is taken.
 * @throws Refused where the file as a whole cannot be read, or nobody answers; what was taken before stays taken.
 */
export async function importFile(kind: ImportKind, file: File, dryRun: boolean, begin: (rows: number) => void, take: (row: ImportedRow) => void, signal: AbortSignal): Promise<void> {
  const isJson = file.name.toLowerCase().endsWith('.json');
  let ended = false;
  const hear = (event: string, data: string) => {
    if (event === 'begin') begin((JSON.parse(data) as { rows: number }).rows);
    else if (event === 'row') take(JSON.parse(data) as ImportedRow);
    else if (event === 'end') ended = true;
  };
  try {
    const response = await fetch(`/api/imports/${kind}${dryRun ? '?dryRun=true' : ''}`, {
      method: 'POST', body: file, signal, credentials: 'omit',
      headers: { authorization: `Bearer ${session.peek()?.token ?? ''}`, 'content-type': isJson ? 'application/json' : 'text/csv' },
    });
    if (!response.ok || !response.body) {
      const problem = await response.json().catch(() => ({})) as { title?: string; detail?: string; code?: string };
      throw new Refused(response.status, problem.code ?? '', [problem.title, problem.detail].filter(Boolean).join('. '), new Map());
    }
    await readEvents(response.body, hear);
  } catch (error) {
    if (error instanceof Refused || signal.aborted) throw error;
    throw new Refused(0, '', 'No connection.', new Map());
  }
  if (!ended) throw new Refused(0, '', 'No connection.', new Map());
}

/** Server-sent events of a call that is no GET, which EventSource cannot make. */
async function readEvents(body: ReadableStream<Uint8Array>, hear: (event: string, data: string) => void): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    rest += decoder.decode(value, { stream: !done });
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()] as const));
      hear(fields.get('event') ?? '', fields.get('data') ?? '');
    }
    if (done) return;
  }
}
