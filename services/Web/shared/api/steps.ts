import { staffCall } from '../state/session';
import { withQuery } from './client';
import type { DriversStepsAnswer, DriversStepsBody } from './schema';

export type { AnswerKind, DriversStep as Step, DriversStepKind as StepKind, DriversStepsAnswer as StepsAnswer } from './schema';

const pathOf = (workshopId: string) => `/api/workshops/${workshopId}/steps`;

/** A workshop's steps: the newest version, or the one that is named. */
export const stepsOf = (workshopId: string, version?: number) => staffCall<DriversStepsAnswer>(withQuery(pathOf(workshopId), { version }));

/** Makes a new version. @throws Refused with `steps-changed` when another is in force than the one that was changed. */
export const saveSteps = (workshopId: string, steps: DriversStepsBody) => staffCall<DriversStepsAnswer>(pathOf(workshopId), { method: 'PUT', body: steps });
