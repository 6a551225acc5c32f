import { staffCall } from '../state/session';
import type { CourtesyCarChanged, CourtesyLoan, PlanningCarBody } from './schema';

export type { CourtesyLoan, DispatchLentCar as LentCar, Vehicle } from './schema';

export type CarTold = PlanningCarBody;

/** Makes a courtesy car; told again with the same key it is the same one. */
export const makeCar = (car: CarTold, idempotencyKey: string) =>
  staffCall<CourtesyCarChanged>('/api/courtesy-cars', { method: 'POST', body: car, headers: { 'idempotency-key': idempotencyKey } });

/** Changes one; all of it is told again. */
export const changeCar = (courtesyCarId: string, car: CarTold) =>
  staffCall<CourtesyCarChanged>(`/api/courtesy-cars/${courtesyCarId}`, { method: 'PUT', body: car });

/** Keeps it for somebody, lends it, or says when it is due back and that the contract is signed; what is left out stays. */
export const tellLoan = (courtesyCarId: string, loan: Pick<CourtesyLoan, 'requestId' | 'dueBack' | 'contractSignedAt' | 'leftAt' | 'mileageOutKm' | 'energyOutPercent'>) =>
  staffCall<CourtesyCarChanged>(`/api/courtesy-cars/${courtesyCarId}/loan`, { method: 'PUT', body: loan });

/** It is back at the workshop. */
export const tellBack = (courtesyCarId: string, back: { mileageInKm: number | null; energyInPercent: number | null }) =>
  staffCall<CourtesyCarChanged>(`/api/courtesy-cars/${courtesyCarId}/loan/back`, { method: 'PUT', body: back });

/** It is kept for nobody any more. */
export const freeCar = (courtesyCarId: string) => staffCall<CourtesyCarChanged>(`/api/courtesy-cars/${courtesyCarId}/loan`, { method: 'DELETE' });

