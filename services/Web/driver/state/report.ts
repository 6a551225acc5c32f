import type { Damage, DevicePosition, HandoverKind, StepAnswer } from '../../shared/api/drivers';

/** A photo on the device, small enough to be sent over a bad connection. */
export interface Photo {
  side: string;
  sideName: string;
  blob: Blob;
  takenAt: string;
  /** Where the device was; null when it did not know. */
  position: DevicePosition | null;
}

/** A condition report as it is being made; fields as the API has them. */
export interface Report {
  mileageKm: number;
  fuelPercent: number | null;
  chargePercent: number | null;
  damages: Damage[];
  note: string | null;
  signature: string | null;
  signedBy: string | null;
  code: string | null;
  plate?: string | null | undefined;
  vinEnd?: string | null | undefined;
  handover: HandoverKind | null;
  stepsVersion: number | null;
  answers: StepAnswer[];
  photos: Photo[];
}
