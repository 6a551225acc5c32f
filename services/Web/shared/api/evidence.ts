import { staffCall } from '../state/session';
import { withQuery } from './client';
import type { DriversCorrectionBody, DriversCorrectionShown, DriversReportShown, IntakeRequestAnswer } from './schema';

export type {
  DriversCorrectionShown as CorrectionShown, DriversReportShown as ReportShown, DriversPhotoShown as PhotoShown, HandoverKind, IntakeKeyHolder as KeyHolder, IntakeKeyHolding as KeyHolding, StopEvent,
} from './schema';

/** A request as staff see it: its moves, who held the key, what its customer says of the reports. */
export const requestOf = (requestId: string) => staffCall<IntakeRequestAnswer>(`/api/requests/${requestId}`);

/** The condition reports of a request, oldest first. */
export const reportsOf = (requestId: string) => staffCall<DriversReportShown[]>(withQuery('/api/reports', { requestId }));

/** A photo of a report, as a file: the door asks for more than an image can send. */
export const photoOf = (reportId: string, photoId: string) => staffCall<Blob>(`/api/reports/${reportId}/photos/${photoId}`, { isFile: true });

/** What was corrected of a request's stops, oldest first. */
export const correctionsOf = (requestId: string) => staffCall<DriversCorrectionShown[]>(withQuery('/api/corrections', { requestId }));

/** Takes back what was told of a stop, or corrects its mileage. Sent again with the same id, it is one correction. */
export const correctStop = (moveId: string, stopIndex: number, body: DriversCorrectionBody) =>
  staffCall<DriversCorrectionShown>(`/api/stops/${moveId}/${stopIndex}/corrections`, { method: 'POST', body });
