import { staffCall } from '../state/session';
import { withQuery } from './client';
import type { Wish } from './intake';
import type { IntakeBookedRequest, IntakeRequestAnswer, IntakeRequestPage } from './schema';

export type { IntakeRequestAnswer as RequestAnswer, IntakeBookedRequest as BookedRequest } from './schema';

const mostShown = 50;

/**
 * Makes a request for a customer, as staff.
 * @param idempotencyKey The same for the same request: sent twice, it is one.
 */
export const bookAsStaff = (wish: Wish, idempotencyKey: string) =>
  staffCall<IntakeBookedRequest>('/api/requests', { method: 'POST', headers: { 'idempotency-key': idempotencyKey }, body: wish });

/** A workshop's requests whose customers were asked where their car is, the latest first. */
export const askedOf = async (workshopId: string): Promise<readonly IntakeRequestAnswer[]> =>
  (await staffCall<IntakeRequestPage>(withQuery('/api/requests', { workshopId, asked: 'true', take: mostShown }))).requests;
