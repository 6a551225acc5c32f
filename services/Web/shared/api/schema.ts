// Made by npm run api from the services' description. Not edited by hand.

export type AnswerKind = "yesNo" | "text";

export type CancelCase = "free" | "onTheWay" | "bringBack";

/** Days on which a workshop is shut although the week says otherwise. */
export interface Closure {
  /** The first, in the area's time zone. */
  from: string;
  /** The last. */
  until: string;
  /** In plain words, such as `Carnival`: customers read it. */
  why: string;
}

/** A courtesy car as a driver takes it out or brings it back. */
export interface CourtesyCar {
  /** Which one. */
  courtesyCarId: string;
  /** The car, with its charge or fuel as last read. */
  vehicle: Vehicle;
  /** What the workshop calls its size, such as `small` or `estate`; null when not told. */
  class: null | string;
  /** Whether its customer has signed for it; if not, it is signed when the car is handed over. */
  isContractSigned: boolean;
}

/** A courtesy car was made or changed, or was kept for somebody, left, or came back. */
export interface CourtesyCarChanged {
  /** The courtesy car. */
  courtesyCarId: string;
  /** Raised by each change. */
  revision: number;
  /** The planning area. */
  area: string;
  /** The workshop that lends it. */
  workshopId: string;
  /** The car, with its charge or fuel as last read. */
  vehicle: Vehicle;
  /** What the workshop calls its size, such as `small`; null when not told. */
  class?: null | string;
  /** False while it is not lent, as when it is repaired or sold. */
  inService: boolean;
  loan?: null | CourtesyLoan;
  /** When that was so. */
  at: string;
}

/** A courtesy car that is kept for somebody, is with them, or was. */
export interface CourtesyLoan {
  /** The request that it stands in for; null when the workshop lent it to somebody itself. */
  requestId?: null | string;
  /** When it is to be back; null where that follows from the return of the customer's car. */
  dueBack?: null | string;
  /** When its contract was signed; null while it is not. */
  contractSignedAt?: null | string;
  /** When it left; null while it is only kept. */
  leftAt?: null | string;
  /** Odometer as the customer got it, kilometres; null when not read. */
  mileageOutKm?: null | number;
  /** Fuel or charge as it left, percent; null when not read. */
  energyOutPercent?: null | number;
  /** When it was back; null while it is not. */
  backAt?: null | string;
  /** Odometer as it came back, kilometres; null when not read. */
  mileageInKm?: null | number;
  /** Fuel or charge as it came back, percent; null when not read. */
  energyInPercent?: null | number;
}

/** Which courtesy car would do. */
export interface CourtesyWish {
  gearbox: null | Gearbox;
  /** The size, as the workshop calls it; null: any. */
  class: null | string;
}

export type DayOfWeek = "sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday";

export interface DispatchAccountAnswer {
  name: string;
  role: string;
  createdAt: string;
  changedAt: string;
  password?: null | string;
}

export interface DispatchAddDriverBody {
  commandId: null | string;
  driverId: null | string;
  shift: null | Window;
  startPlace: null | Place;
}

export interface DispatchAreaDays {
  area: string;
  name: string;
  timeZone: null | string;
  days: DispatchDayListed[];
}

export interface DispatchBoardAnswer {
  workshopId: string;
  name: string;
  area: string;
  timeZone: string;
  day: string;
  latestAt: null | string;
  lastEventId: number;
  planVersion: number;
  cars: DispatchBoardCar[];
  liftLoads: LiftLoad[];
  courtesyCars: DispatchCourtesyTrip[];
  fleet: DispatchLentCar[];
}

export interface DispatchBoardCar {
  requestId: string;
  state: DispatchCarState;
  vehicle: null | Vehicle;
  workSeconds: null | number;
  checkedInAt: null | string;
  keyTag: null | string;
  keyHolder: null | string;
  arrivesAt: null | string;
  arrivesWith: null | string;
  readyAt: null | string;
  leavesAt: null | string;
  leavesWith: null | string;
  returnUnserved: boolean;
}

export type DispatchCarState = "expected" | "coming" | "here" | "ready" | "gone" | "notComing";

export interface DispatchChangeAccountBody {
  role: null | string;
  password: null | string;
}

export interface DispatchCheckInBody {
  keyTag: null | string;
  keyHolder: null | string;
}

export interface DispatchCommandAnswer {
  commandId: string;
  area: string;
  day: string;
  kind: string;
  by: string;
  at: string;
  body: JsonElement;
  state: DispatchCommandState;
  planVersion: null | number;
  code: null | string;
  text: null | string;
  answeredAt: null | string;
}

export type DispatchCommandState = "pending" | "applied" | "refused";

export type DispatchCourtesyState = "waiting" | "out" | "back";

export interface DispatchCourtesyTrip {
  requestId: string;
  plate: null | string;
  state: DispatchCourtesyState;
  leavesAt: null | string;
  dueBackAt: null | string;
  driverName: null | string;
  courtesyPlate: null | string;
}

export interface DispatchDayAnswer {
  area: string;
  areaName: string;
  timeZone: null | string;
  day: string;
  planVersion: number;
  publishedAt: null | string;
  cause: null | string;
  lastEventId: number;
  figures: DispatchDayFigures;
  currency?: null | string;
  routes: DispatchRouteAnswer[];
  unserved: DispatchUnservedAnswer[];
  atRisk: DispatchRiskAnswer[];
  liftLoads: LiftLoad[];
  workshops: DispatchWorkshopAnswer[];
  roadConditions: RoadCondition[];
  idleDrivers: DispatchIdleDriver[];
}

export interface DispatchDayFigures {
  routes: number;
  moves: number;
  served: number;
  unserved: number;
  done: number;
  windows: number;
  onTime: number;
  late: number;
  loadedMetres: number;
  emptyMetres: number;
  emptyMetresPerMove: number;
  costCents?: null | number;
}

export interface DispatchDayListed {
  day: string;
  planVersion: number;
  publishedAt: null | string;
  cause: null | string;
  lastEventId: number;
  routes: number;
  moves: number;
  unserved: number;
  loadedMetres: number;
  emptyMetres: number;
}

export type DispatchDriverState = "notStarted" | "onTheWay" | "atStop" | "driving" | "done" | "unavailable";

export interface DispatchHistoryAnswer {
  area: string;
  day: string;
  plans: DispatchPlanAnswer[];
  commands: DispatchCommandAnswer[];
}

export interface DispatchIdleDriver {
  driverId: string;
  name: string;
  means: Means;
  unavailable: null | DispatchUnavailability;
  position: null | DispatchPositionAnswer;
}

export interface DispatchLateFigures {
  count: number;
  medianSeconds: number;
  worstSeconds: number;
}

export interface DispatchLegAnswer {
  means: Means;
  loaded: boolean;
  durationSeconds: number;
  distanceMetres: number;
  geometry: null | string;
}

export interface DispatchLentCar {
  courtesyCarId: string;
  vehicle: Vehicle;
  class: null | string;
  inService: boolean;
  loan: null | CourtesyLoan;
  forPlate: null | string;
  forRequestId: null | string;
  goesAt: null | string;
  dueBackAt: null | string;
  isLate: boolean;
}

export interface DispatchLockStopBody {
  commandId: null | string;
  moveId: null | string;
  strength: null | LockStrength;
}

export interface DispatchMessageAnswer {
  writtenId: string;
  requestId?: null | string;
  moveId?: null | string;
  plate?: null | string;
  driverId?: null | string;
  driverName?: null | string;
  by?: null | string;
  text: string;
  at: string;
  readAt?: null | string;
  readBy?: null | string;
}

export interface DispatchMessageBody {
  writtenId: null | string;
  requestId: null | string;
  driverId: null | string;
  text: null | string;
}

export interface DispatchMoveCost {
  moveId: string;
  costCents: number;
}

export interface DispatchMoveStopBody {
  commandId: null | string;
  moveId: null | string;
  toDriverId: null | string;
  afterMoveId: null | string;
  window: null | Window;
}

export interface DispatchNewAccountBody {
  name: null | string;
  role: null | string;
  password: null | string;
}

export interface DispatchOneDay {
  day: string;
  figures: DispatchSpanFigures;
}

export interface DispatchOwnPasswordBody {
  present: null | string;
  new: null | string;
}

export interface DispatchPeriodFigures {
  area: string;
  from: string;
  until: string;
  total: DispatchSpanFigures;
  days: DispatchOneDay[];
  currency?: null | string;
}

export interface DispatchPlanAnswer {
  version: number;
  publishedAt: string;
  cause: string;
  routes: number;
  moves: number;
  unserved: number;
  loadedMetres: number;
  emptyMetres: number;
}

export interface DispatchPositionAnswer {
  lon: number;
  lat: number;
  accuracyMetres: null | number;
  at: string;
}

export interface DispatchReadBody {
  writtenIds: null | string[];
}

export interface DispatchReadyBody {
  readyAt: null | string;
}

export interface DispatchRemoveDriverBody {
  commandId: null | string;
  driverId: null | string;
  reason: null | UnavailableReason;
  note: null | string;
}

export interface DispatchRiskAnswer {
  moveId: string;
  stopIndex: null | number;
  requestId: null | string;
  driverId: null | string;
  driverName: null | string;
  cause: DispatchRiskCause;
  window: Window;
  eta: null | string;
  secondsLeft: null | number;
}

export type DispatchRiskCause = "unserved" | "driverUnavailable" | "late" | "tight";

export interface DispatchRouteAnswer {
  driverId: string;
  driverName: string;
  means: Means;
  state: DispatchDriverState;
  unavailable: null | DispatchUnavailability;
  planVersion: number;
  acknowledgedVersion: null | number;
  acknowledgedAt: null | string;
  shift: Window;
  position: null | DispatchPositionAnswer;
  moves: number;
  movesDone: number;
  loadedMetres: number;
  emptyMetres: number;
  costCents?: null | number;
  moveCosts?: null | DispatchMoveCost[];
  lateSeconds: number;
  stops: DispatchStopAnswer[];
}

export interface DispatchSignInAnswer {
  token: string;
  name: string;
  role: string;
  expiresAt: string;
}

export interface DispatchSignInBody {
  name: null | string;
  password: null | string;
}

export interface DispatchSpanFigures {
  moves: number;
  served: number;
  unserved: number;
  done: number;
  promises: number;
  keptShare: null | number;
  late: null | DispatchLateFigures;
  failures: Record<string, number>;
  loadedMetres: number;
  emptyMetres: number;
  emptyMetresPerMove: number;
  drivingDaySeconds: number;
  drivingDaySecondsPerMove: number;
  costCents: null | number;
  costCentsPerMove: null | number;
  liftUse: null | number;
}

export interface DispatchStopAnswer {
  kind: StopKind;
  moveId: null | string;
  stopIndex: number;
  requestId: null | string;
  state: DispatchStopState;
  place: Place;
  window: null | Window;
  eta: string;
  departure: string;
  serviceSeconds: number;
  departedAt: null | string;
  arrivedAt: null | string;
  doneAt: null | string;
  failedAt: null | string;
  failureReason: null | FailureReason;
  failureNote: null | string;
  lateSeconds: number;
  vehicle: null | Vehicle;
  courtesyCar: null | CourtesyCar;
  workshopId: null | string;
  cancelled: boolean;
  reportId: null | string;
  leg: null | DispatchLegAnswer;
}

export type DispatchStopState = "planned" | "underway" | "arrived" | "done" | "failed";

export interface DispatchUnassignStopBody {
  commandId: null | string;
  moveId: null | string;
}

export interface DispatchUnavailability {
  reason: UnavailableReason;
  note: null | string;
  at: string;
}

export interface DispatchUnservedAnswer {
  moveId: string;
  requestId: string;
  kind: MoveKind;
  promised: null | Window;
  reason: Reason;
  vehicle: null | Vehicle;
  workshopId: null | string;
}

export interface DispatchWholeDayBody {
  commandId: null | string;
}

export interface DispatchWorkshopAnswer {
  workshopId: string;
  name: string;
  place: Place;
}

/** A move as the draft has it, and as the plan in force has it. */
export interface DraftMove {
  /** The move. */
  moveId: string;
  /** Its request. */
  requestId: string;
  vehicle: null | Vehicle;
  now: null | DraftPlace;
  then: null | DraftPlace;
}

/** Where a plan has a move. */
export interface DraftPlace {
  /** Whose it is. */
  driverId: string;
  /** Its place among the driver's moves, from 1. */
  order: number;
  /** When the driver would be at the customer's. */
  eta: string;
  window: null | Window;
  /** By how much it would be missed. */
  lateSeconds: number;
}

/** What publishing the draft would change of the plan in force. */
export interface DraftShown {
  /** True when the plan differs from what drivers were sent. */
  isDraft: boolean;
  /** False before the first plan of the day was published: then there is nothing to compare with or to go back to. */
  hasPublished: boolean;
  difference: null | Trial;
  /** Moves with another driver, another place in their route, another promise or another time; in the order of their times. */
  moves: DraftMove[];
}

/** What makes a car move. */
export type Drive = "petrol" | "diesel" | "hybrid" | "electric";

/** A driver was made or changed. */
export interface DriverChanged {
  /** The driver. */
  driverId: string;
  /** Raised by each change. */
  revision: number;
  /** The planning area. */
  area: string;
  /** The driver's name. */
  name: string;
  /** Own means. */
  means: Means;
  /** Skills, such as `manual` and `electric`. */
  skills: string[];
  /** Licences; empty: class `B`, without an end. */
  licenceClasses?: LicenceClass[];
  /** True for who has plates under which a car may be driven that is not insured or inspected any more. */
  tradePlates?: boolean;
  /** The highest value of a car that they are insured to drive, in whole units of the area's currency; null: any. */
  insuredValue?: null | number;
  /** Where the shift begins. */
  startPlace: Place;
  /** Where it ends. */
  endPlace: Place;
  /** The week. */
  shifts: Shift[];
  /** False once the driver has left. */
  active: boolean;
}

/** What giving a move to a driver would change. */
export interface DriverTrial {
  /** The driver. */
  driverId: string;
  /** The move is this driver's already. */
  isNow: boolean;
  /** What would change. */
  trial: Trial;
}

export interface DriversAcknowledgeRoute {
  area: string;
  day: string;
  planVersion: number;
}

export interface DriversAnnouncedPhoto {
  side: null | string;
  sha256: null | string;
  takenAt: null | string;
  position?: null | DriversDevicePosition;
}

export interface DriversArriveTold {
  stepsVersion?: null | number;
  eventId?: string;
  at?: string;
  position?: null | DriversDevicePosition;
}

export interface DriversCorrectionBody {
  correctionId?: null | string;
  undo?: null | StopEvent;
  mileageKm?: null | number;
  reason?: null | string;
}

export interface DriversCorrectionShown {
  correctionId: string;
  moveId: string;
  stopIndex: number;
  undone: null | StopEvent;
  toldAt: string;
  reportId: null | string;
  mileageKm: null | number;
  reason: string;
  by: string;
  at: string;
}

export interface DriversDamage {
  part: string;
  kind: string;
  note: null | string;
  x: null | number;
  y: null | number;
}

export interface DriversDayAnswer {
  eventId: string;
  area: string;
  day: string;
  at: string;
  receivedAt: string;
}

export interface DriversDeviceListed {
  deviceId: string;
  driverId: string;
  driverName: null | string;
  name: string;
  pairedAt: string;
  revokedAt: null | string;
}

export interface DriversDevicePaired {
  deviceId: string;
  driverId: string;
  driverName: string;
  token: string;
  expiresAt: string;
}

export interface DriversDevicePosition {
  lon: number;
  lat: number;
  accuracyMetres: null | number;
}

export interface DriversDriverMessageAnswer {
  writtenId: string;
  by: null | string;
  text: string;
  at: string;
}

export interface DriversFailTold {
  reason?: null | FailureReason;
  note?: null | string;
  eventId?: string;
  at?: string;
  position?: null | DriversDevicePosition;
}

export interface DriversLateTold {
  eta?: null | string;
  eventId?: string;
  at?: string;
  position?: null | DriversDevicePosition;
}

export interface DriversPairDevice {
  code: string;
  name: string;
}

export interface DriversPairingCodeMade {
  code: string;
  driverId: string;
  expiresAt: string;
}

export interface DriversPhotoShown {
  photoId: string;
  sha256: string;
  contentType: string;
  widthPixels: number;
  heightPixels: number;
  receivedAt: string;
  side: null | string;
  asTaken: null | boolean;
  takenAt: null | string;
  position: null | Place;
  fromCustomer?: boolean;
}

export interface DriversPositionTold {
  at: string;
  lon: number;
  lat: number;
  accuracyMetres: null | number;
}

export interface DriversPositionsTold {
  positions: null | DriversPositionTold[];
}

export type DriversReportKind = "collected" | "handedOver";

export interface DriversReportShown {
  reportId: string;
  moveId: string;
  stopIndex: number;
  requestId: string;
  driverId: string;
  kind: DriversReportKind;
  isCourtesy: boolean;
  mileageKm: number;
  fuelPercent: null | number;
  chargePercent: null | number;
  damages: DriversDamage[];
  note: null | string;
  signature: null | string;
  signedBy: null | string;
  codeMatched: null | boolean;
  carRead: null | string;
  handover: HandoverKind;
  stepsVersion: number;
  answers: DriversStepAnswer[];
  position: null | Place;
  accuracyMetres: null | number;
  distanceMetres: null | number;
  at: string;
  receivedAt: string;
  announced: DriversAnnouncedPhoto[];
  photos: DriversPhotoShown[];
}

export interface DriversReportTold {
  mileageKm?: null | number;
  fuelPercent?: null | number;
  chargePercent?: null | number;
  damages?: null | DriversDamage[];
  photos?: null | DriversAnnouncedPhoto[];
  note?: null | string;
  signature?: null | string;
  signedBy?: null | string;
  code?: null | string;
  plate?: null | string;
  vinEnd?: null | string;
  handover?: null | HandoverKind;
  stepsVersion?: null | number;
  answers?: null | DriversStepAnswer[];
  eventId?: string;
  at?: string;
  position?: null | DriversDevicePosition;
}

export interface DriversRoadClosedTold {
  bearing?: null | number;
  means?: null | Means;
  note?: null | string;
  eventId?: string;
  at?: string;
  position?: null | DriversDevicePosition;
}

export interface DriversRouteAnswer {
  acknowledged: boolean;
  revoked: boolean;
  sheet: RouteSheet;
  stopSteps: DriversStopSteps[];
  stepLists: DriversStepListShown[];
  waitMinutes: number;
  corrected: DriversStopUndone[];
}

export interface DriversStep {
  key: string;
  kind: DriversStepKind;
  required: boolean;
  text?: null | Record<string, string>;
  answer?: null | AnswerKind;
}

export interface DriversStepAnswer {
  step: string;
  answer: string;
}

export type DriversStepKind = "code" | "plate" | "photo" | "energy" | "damage" | "key" | "question" | "signature";

export interface DriversStepListShown {
  workshopId: string;
  version: number;
  steps: DriversStepSet;
}

export interface DriversStepSet {
  collect: DriversStep[];
  checkIn: DriversStep[];
  pickUp: DriversStep[];
  return: DriversStep[];
}

export interface DriversStepsAnswer {
  workshopId: string;
  version: number;
  collect: DriversStep[];
  checkIn: DriversStep[];
  pickUp: DriversStep[];
  return: DriversStep[];
  by: null | string;
  at: null | string;
}

export interface DriversStepsBody {
  basedOn?: null | number;
  collect?: null | DriversStep[];
  checkIn?: null | DriversStep[];
  pickUp?: null | DriversStep[];
  return?: null | DriversStep[];
}

export interface DriversStopAnswer {
  eventId: string;
  moveId: string;
  stopIndex: number;
  stopDone: boolean;
  reportId: null | string;
  at: string;
  receivedAt: string;
  waitsUntil: null | string;
}

export interface DriversStopContact {
  name: string;
  phone: null | string;
  language: null | string;
  note: null | string;
  codeHash: string;
  handover: null | Handover;
}

export interface DriversStopSteps {
  moveId: string;
  stopIndex: number;
  workshopId: string;
  version: number;
}

export interface DriversStopTold {
  eventId?: string;
  at?: string;
  position?: null | DriversDevicePosition;
}

export interface DriversStopUndone {
  moveId: string;
  stopIndex: number;
  undone: StopEvent;
  toldAt: string;
}

export interface DriversTrackerLink {
  url: string;
}

export interface DriversUnavailableTold {
  reason?: null | UnavailableReason;
  note?: null | string;
  eventId?: string;
  at?: string;
  position?: null | DriversDevicePosition;
}

export interface DriversVisitDriver {
  name: string;
  hasPicture: boolean;
  position: null | DriversVisitPosition;
}

export interface DriversVisitPosition {
  lon: number;
  lat: number;
  accuracyMetres: null | number;
  at: string;
}

export interface DriversVisitReport {
  reportId: string;
  moveId: string;
  kind: DriversReportKind;
  mileageKm: number;
  fuelPercent: null | number;
  chargePercent: null | number;
  damages: DriversDamage[];
  signedBy: null | string;
  handover: HandoverKind;
  at: string;
  receivedAt: string;
  photos: DriversPhotoShown[];
}

export interface DriversWrittenTold {
  text?: null | string;
  eventId?: string;
  at?: string;
  position?: null | DriversDevicePosition;
}

export type FailureConsequence = "offerWindows" | "sendTransporter" | "askDispatcher";

export type FailureReason = "absent" | "noKey" | "willNotStart" | "blockedIn" | "wrongCar" | "unsafe" | "refused" | "addressWrong";

export type FoundBy = "name" | "nodes" | "place" | "nothing";

/** How a car changes gear. */
export type Gearbox = "automatic" | "manual";

/** How a customer wishes a car and its key to change hands at their place. */
export interface Handover {
  /** How. */
  kind: HandoverKind;
  /** Who is there for the customer, or whom to ask for; null when nobody need be named. */
  who: null | string;
  /** Where the locker, the reception or the car is; null when the place says it. */
  where: null | string;
  /** What opens the locker; null where there is none, or it needs no code. Sealed in a message: only the services open it. */
  lockerCode: null | string;
}

/** How a car and its key change hands at a customer's place. */
export type HandoverKind = "inPerson" | "locker" | "reception" | "otherPerson";

export interface HttpValidationProblemDetails {
  type?: null | string;
  title?: null | string;
  status?: null | number;
  detail?: null | string;
  instance?: null | string;
  errors?: Record<string, string[]>;
}

/** One turn instruction of a leg. */
export interface Instruction {
  /** The sentence that the driver reads. */
  text: string;
  /** OSRM's manoeuvre type, such as `turn` or `roundabout`. */
  type: string;
  /** OSRM's modifier, such as `left`; null where it has none. */
  modifier: null | string;
  /** Name of the street taken; empty when it has none. */
  street: string;
  /** Longitude of the manoeuvre, degrees. */
  lon: number;
  /** Latitude of the manoeuvre, degrees. */
  lat: number;
  /** Metres from here to the next instruction. */
  distanceMetres: number;
  /** Seconds from here to the next instruction, in tenths. */
  durationSeconds: number;
}

export interface IntakeBookedRequest {
  requestId: string;
  revision: number;
  state: IntakeMoveState;
  trackingLink: string;
  wish: IntakeWishedDetails;
}

export interface IntakeBookingWorkshop {
  workshopId: string;
  name: string;
  place: Place;
  area: string;
  timeZone: string;
  openingHours: OpeningHours[];
  closures: Closure[];
}

export interface IntakeContact {
  name: string;
  email: null | string;
  phone: null | string;
  language: string;
  noteForDriver: null | string;
  fewMessages?: boolean;
}

export interface IntakeContactInput {
  name: null | string;
  email: null | string;
  phone: null | string;
  language: null | string;
  noteForDriver: null | string;
  fewMessages: null | boolean;
}

export interface IntakeCountersignBody {
  name: null | string;
}

export interface IntakeCourtesyInput {
  gearbox: null | Gearbox;
  class: null | string;
}

export interface IntakeDisputeBody {
  text: null | string;
}

export interface IntakeHandoverBody {
  collection?: null | IntakeHandoverInput;
  return?: null | IntakeHandoverInput;
}

export interface IntakeHandoverInput {
  kind: null | HandoverKind;
  who: null | string;
  where: null | string;
  lockerCode: null | string;
}

export interface IntakeHandovers {
  at: string;
  collection: null | Handover;
  return: null | Handover;
}

export interface IntakeHoursInput {
  from: null | string;
  until: null | string;
  weekdays?: null | DayOfWeek[];
}

export type IntakeKeyHolder = "customer" | "otherPerson" | "locker" | "reception" | "driver" | "workshop";

export interface IntakeKeyHolding {
  holder: IntakeKeyHolder;
  name: null | string;
  since: null | string;
}

export interface IntakeListedBookingKey {
  id: string;
  workshopId: string;
  label: string;
  createdAt: string;
}

export interface IntakeMadeBookingKey {
  id: string;
  workshopId: string;
  label: string;
  key: string;
  signingSecret: string;
}

export type IntakeMoveState = "requested" | "scheduled" | "onTheWay" | "collected" | "atWorkshop" | "returning" | "returned" | "unserved" | "failed" | "cancelled" | "placeAsked";

export interface IntakeNewBookingKey {
  workshopId: string;
  label: null | string;
}

export interface IntakePlaceInput {
  address: null | string;
  lon: null | number;
  lat: null | number;
  hours: null | IntakeHoursInput[];
}

export interface IntakePlaceNow {
  lon: null | number;
  lat: null | number;
  address: null | string;
  until: null | string;
}

export interface IntakePlaceQuestion {
  askedAt: string;
  answeredAt?: null | string;
  releasedAt?: null | string;
}

export interface IntakeRequestAnswer {
  requestId: string;
  revision: number;
  version: number;
  state: IntakeMoveState;
  requestedAt: string;
  changedAt: string;
  cancelledAt: null | string;
  cancelCase?: null | CancelCase;
  isLiftHeld?: boolean;
  question?: null | IntakePlaceQuestion;
  isReady: boolean;
  readyAt?: null | string;
  wish: IntakeWishedDetails;
  moves: IntakeTrackedMove[];
  handovers?: null | IntakeHandovers;
  keys: IntakeKeyHolding[];
  verdict?: null | IntakeVerdict;
  contact: null | IntakeContact;
}

export interface IntakeRequestPage {
  requests: IntakeRequestAnswer[];
  total: number;
  skip: number;
}

export interface IntakeSlotWish {
  days?: null | number;
  limit?: null | number;
  workshopId?: null | string;
  vehicle?: null | IntakeVehicleInput;
  places?: null | IntakePlaceInput[];
  windows?: null | IntakeWindowInput[];
  collection?: null | boolean;
  return?: null | boolean;
  returnPlace?: null | IntakePlaceInput;
  returnWindows?: null | IntakeWindowInput[];
  swap?: null | boolean;
  courtesy?: null | IntakeCourtesyInput;
  workMinutes?: null | number;
  priority?: null | number;
  contact?: null | IntakeContactInput;
  workOrder?: null | string;
  askPlace?: null | boolean;
  liftFrom?: null | string;
  holdUntil?: null | string;
  again?: null | boolean;
}

export interface IntakeSlotsAnswer {
  slots: Slot[];
  reason: null | Reason;
}

export interface IntakeTakenPosition {
  requests: number;
}

export interface IntakeTrackedMessage {
  writtenId: string;
  fromDispatcher: boolean;
  text: string;
  at: string;
}

export interface IntakeTrackedMove {
  moveId: string;
  kind: MoveKind;
  state: IntakeMoveState;
  day?: null | string;
  place?: null | Place;
  window?: null | Window;
  eta?: null | string;
  arrivedAt?: null | string;
  waitsUntil?: null | string;
  driverId?: null | string;
  driverName?: null | string;
  courtesyCar?: null | CourtesyCar;
  reason?: null | Reason;
  failure?: null | FailureReason;
  consequence?: null | FailureConsequence;
  failureNote?: null | string;
  collectedAt?: null | string;
  collectionReportId?: null | string;
  handedOverAt?: null | string;
  handoverReportId?: null | string;
}

export interface IntakeTrackedRequest {
  requestId: string;
  version: number;
  state: IntakeMoveState;
  code?: null | string;
  isLiftHeld?: boolean;
  isReady: boolean;
  readyAt?: null | string;
  cancelCase?: null | CancelCase;
  workshop: null | IntakeTrackedWorkshop;
  wish: IntakeWishedDetails;
  moves: IntakeTrackedMove[];
  handovers?: null | IntakeHandovers;
  verdict?: null | IntakeVerdict;
  messages: IntakeTrackedMessage[];
}

export interface IntakeTrackedWorkshop {
  workshopId: string;
  name: string;
  place: Place;
  timeZone: string;
}

export interface IntakeVehicleInput {
  plate: null | string;
  make: null | string;
  model: null | string;
  colour: null | string;
  gearbox: null | Gearbox;
  drive: null | Drive;
  cannotBeDriven?: null | boolean;
  rangeKm?: null | number;
  vinEnd?: null | string;
  energyPercent?: null | number;
  licenceClass?: null | string;
  value?: null | number;
  insuredUntil?: null | string;
  inspectedUntil?: null | string;
}

export interface IntakeVehiclePosition {
  plate: null | string;
  lon: null | number;
  lat: null | number;
  until: null | string;
}

export interface IntakeVerdict {
  at: string;
  signedBy: null | string;
  dispute: null | string;
}

export interface IntakeWindowInput {
  from: null | string;
  until: null | string;
}

export interface IntakeWish {
  workshopId?: null | string;
  vehicle?: null | IntakeVehicleInput;
  places?: null | IntakePlaceInput[];
  windows?: null | IntakeWindowInput[];
  collection?: null | boolean;
  return?: null | boolean;
  returnPlace?: null | IntakePlaceInput;
  returnWindows?: null | IntakeWindowInput[];
  swap?: null | boolean;
  courtesy?: null | IntakeCourtesyInput;
  workMinutes?: null | number;
  priority?: null | number;
  contact?: null | IntakeContactInput;
  workOrder?: null | string;
  askPlace?: null | boolean;
  liftFrom?: null | string;
  holdUntil?: null | string;
  again?: null | boolean;
}

export interface IntakeWishedDetails {
  workshopId: string;
  workOrder?: null | string;
  vehicle: Vehicle;
  collection: boolean;
  places: PlaceHours[];
  windows: Window[];
  swap: boolean;
  courtesyWish?: null | CourtesyWish;
  return: boolean;
  returnPlace?: null | Place;
  returnWindows: Window[];
  workMinutes: number;
  priority: number;
  hold?: null | LiftHold;
}

export interface IntakeWrittenBody {
  writtenId: null | string;
  text: null | string;
}

export type JsonElement = unknown;

/** The way from one stop to the next. */
export interface Leg {
  /** How it is travelled. */
  means: Means;
  /** True in the moved car, false by the driver's own means. */
  loaded: boolean;
  /** Where it begins. */
  from: Place;
  /** Where it ends. */
  to: Place;
  /** Travel time in seconds, in tenths: the Maps answer for the means' profile, without fold times. */
  durationSeconds: number;
  /** Length in metres. */
  distanceMetres: number;
  /** Polyline of precision 6, as OSRM's `polyline6`. */
  geometry: string;
  /** Turn by turn, in order. */
  instructions: Instruction[];
}

/** A class of cars that a driver may drive. */
export interface LicenceClass {
  /** As on the licence, such as `B`. */
  class: string;
  /** The last day on which it holds; null when it does not end. */
  until?: null | string;
}

/** A lift that is kept for a car while its customer is asked where it is. */
export interface LiftHold {
  /** When the work is to begin. */
  from: string;
  /** Until when the customer is waited for; then the lift is for others again. */
  until: string;
}

/** A workshop's load in one quarter of an hour. */
export interface LiftLoad {
  /** The workshop. */
  workshopId: string;
  /** The beginning of the quarter. */
  from: string;
  /** Cars checked in during it. */
  checkIns: number;
  /** How many could be. */
  reception: number;
  /** Cars worked on at its beginning. */
  liftsBusy: number;
  /** How many could be: the fewer of lifts and technicians. */
  lifts: number;
  /** Cars parked at its beginning: waiting for a lift, or done and not yet fetched. */
  carsWaiting: number;
  /** How many could be. */
  parking: number;
}

export type LockStrength = "none" | "driver" | "order" | "time";

export interface MapsConditionAnswer {
  condition: RoadCondition;
  inForce: boolean;
  foundBy: null | FoundBy;
  line: null | MapsMultiLineString;
}

export interface MapsConditionBody {
  closed: boolean;
  kilometresPerHour: null | number;
  speedFactor: null | number;
  road: null | MapsRoadBody;
  area: null | JsonElement;
  profiles: null | RoadProfile[];
  from: null | string;
  until: null | string;
  note: null | string;
}

export interface MapsConditionsAnswer {
  version: number;
  conditions: MapsConditionAnswer[];
}

export interface MapsConfirmBody {
  until: null | string;
}

export interface MapsIsochroneAnswer {
  type: string;
  features: MapsIsochroneFeature[];
  attribution: string;
}

export interface MapsIsochroneFeature {
  type: string;
  properties: MapsIsochroneProperties;
  geometry: MapsIsochroneGeometry;
}

export interface MapsIsochroneGeometry {
  type: string;
  coordinates: number[][][][];
}

export interface MapsIsochroneProperties {
  contour: number;
  seconds: number;
  start: number[];
}

export interface MapsMultiLineString {
  coordinates: number[][][];
  type?: string;
}

export interface MapsRegionAnswer {
  name: string;
  bounds: number[];
  nodes: number;
  ways: number;
  arcs: number;
  houses: number;
  streets: number;
  places: number;
  points: number;
  profiles: string[];
  attribution: string;
  extractSha256: string;
}

export interface MapsReloadState {
  stage: string;
  step: null | string;
  fraction: number;
  problem: null | string;
  extractSha256: null | string;
  at: null | string;
}

export interface MapsRoadBody {
  way: null | number;
  fromNode: null | number;
  toNode: null | number;
  oneDirection: boolean;
  lon: null | number;
  lat: null | number;
  bearing: null | number;
}

export type Means = "car" | "scooter" | "bicycle" | "foot" | "taxi" | "chaseCar" | "transporter";

/** What a move is for. */
export type MoveKind = "collection" | "return" | "swap";

/** An area, as GeoJSON. */
export interface MultiPolygon {
  /** Polygons of rings (the outer, then holes) of points of longitude and latitude. */
  coordinates: number[][][][];
  /** `MultiPolygon`. */
  type?: string;
}

export type NotificationsChannel = "email" | "sms" | "webhook";

export interface NotificationsDeliveryPage {
  notifications: NotificationsListedDelivery[];
  total: number;
  skip: number;
}

export type NotificationsDeliveryState = "waiting" | "sent" | "givenUp" | "withdrawn";

export interface NotificationsDeliveryWithAttempts {
  notification: NotificationsListedDelivery;
  attempts: NotificationsListedAttempt[];
}

export interface NotificationsListedAttempt {
  at: string;
  milliseconds: number;
  problem: null | string;
}

export interface NotificationsListedDelivery {
  id: string;
  requestId: string;
  what: string;
  channel: NotificationsChannel;
  webhookId: null | string;
  state: NotificationsDeliveryState;
  attempts: number;
  createdAt: string;
  sentAt: null | string;
  nextAt: null | string;
  problem: null | string;
}

export interface NotificationsListedTemplate {
  language: string;
  what: string;
  source: string;
  isOwn: boolean;
  changedAt: null | string;
  changedBy: null | string;
}

export interface NotificationsListedWebhook {
  id: string;
  url: string;
  events: string[];
  workshopId: null | string;
  createdAt: string;
  waiting: number;
  givenUp: number;
}

export interface NotificationsMadeWebhook {
  id: string;
  url: string;
  events: string[];
  workshopId: null | string;
  secret: string;
}

export interface NotificationsNewWebhook {
  url: null | string;
  events: null | string[];
  workshopId: null | string;
}

export interface NotificationsPreviewAnswer {
  full: NotificationsPreviewedMessage;
  bare: NotificationsPreviewedMessage;
}

export interface NotificationsPreviewBody {
  language: null | string;
  what: null | string;
  source: null | string;
}

export interface NotificationsPreviewedMessage {
  subject: string;
  mail: string;
  text: string;
  textLength: number;
}

export interface NotificationsRedelivered {
  deliveries: number;
}

export interface NotificationsRedelivery {
  since: null | string;
  until: null | string;
}

export interface NotificationsTemplateBody {
  source: null | string;
}

/** When a workshop is open on a day of the week, in the area's local time. */
export interface OpeningHours {
  /** Day of the week. */
  day: DayOfWeek;
  /** Opens. */
  from: string;
  /** Closes, later on the same day. */
  until: string;
}

/** A point with an address: what "where" means. */
export interface Place {
  /** Longitude, degrees, WGS 84. */
  lon: number;
  /** Latitude, degrees, WGS 84. */
  lat: number;
  /** The address as a person reads it; null for a bare pin. */
  address?: null | string;
}

/** A place and the hours at which the car is there. */
export interface PlaceHours {
  /** Where the car is. */
  place: Place;
  /** When it is there; empty means always. */
  hours: Window[];
  /** The hours of weekdays among them, as they were said: they are spelled out over the coming days, and again before these are over. Null where there are none. */
  weekly?: null | WeekdayHours[];
}

export interface PlanningAreaAnswer {
  area: string;
  name: string;
  timeZone: string;
  autoPublish: boolean;
}

export interface PlanningAreaBody {
  name: null | string;
  timeZone: null | string;
  autoPublish?: boolean;
}

export interface PlanningBackBody {
  at?: null | string;
  mileageInKm?: null | number;
  energyInPercent?: null | number;
}

export interface PlanningCarBody {
  workshopId: string;
  plate: null | string;
  gearbox: null | Gearbox;
  drive: null | Drive;
  make?: null | string;
  model?: null | string;
  colour?: null | string;
  class?: null | string;
  energyPercent?: null | number;
  licenceClass?: null | string;
  value?: null | number;
  insuredUntil?: null | string;
  inspectedUntil?: null | string;
  inService?: boolean;
}

export interface PlanningChargingStationAnswer {
  place: Place;
  kilowatts: null | number;
}

export interface PlanningChargingStationsAnswer {
  stations: PlanningChargingStationAnswer[];
  ofTheMap: PlanningChargingStationAnswer[];
}

export interface PlanningChargingStationsBody {
  stations: null | PlanningStationBody[];
}

export interface PlanningDriverBody {
  area: null | string;
  name: null | string;
  means: null | Means;
  skills: null | string[];
  startPlace: null | Place;
  endPlace: null | Place;
  shifts: null | Shift[];
  active?: boolean;
  licenceClasses?: null | LicenceClass[];
  tradePlates?: boolean;
  insuredValue?: null | number;
}

export interface PlanningLoanBody {
  requestId?: null | string;
  dueBack?: null | string;
  contractSignedAt?: null | string;
  leftAt?: null | string;
  mileageOutKm?: null | number;
  energyOutPercent?: null | number;
}

export interface PlanningServiceAreaBody {
  radiusMetres?: null | number;
  minutes?: null | number;
  area?: unknown;
}

export interface PlanningServiceAreaFeature {
  type: string;
  geometry: MultiPolygon;
  properties: PlanningServiceAreaProperties;
}

export interface PlanningServiceAreaProperties {
  workshopId: string;
  radiusMetres: null | number;
  minutes: null | number;
}

export interface PlanningStationBody {
  place: null | Place;
  kilowatts?: null | number;
}

export interface PlanningWorkshopBody {
  area: null | string;
  name: null | string;
  place: null | Place;
  openingHours: null | OpeningHours[];
  lifts: number;
  technicians: number;
  highVoltageTechnicians: number;
  receptionPerQuarter: number;
  parking: number;
  courtesyCars?: null | number;
  serviceArea?: null | PlanningServiceAreaBody;
  closures?: null | Closure[];
}

export interface ProblemDetails {
  type?: null | string;
  title?: null | string;
  status?: null | number;
  detail?: null | string;
  instance?: null | string;
}

/** Why a move cannot be served. */
export interface Reason {
  /** The tightest constraint, as a stable word such as `reception-full`. */
  code: string;
  /** The same for a person. */
  text: string;
  /** The smallest change that would serve it, in words; null when there is none. */
  smallestChange: null | string;
}

/** What is out of the ordinary on some roads for some time. Exactly one of bool RoadCondition.Closed (as true), double? RoadCondition.KilometresPerHour and double? RoadCondition.SpeedFactor says what, and one of RoadStretch? RoadCondition.Road and MultiPolygon? RoadCondition.Area where. */
export interface RoadCondition {
  /** The condition. */
  conditionId: string;
  /** Nobody may pass. */
  closed?: boolean;
  /** The speed that is driven, instead of the usual one. */
  kilometresPerHour?: null | number;
  /** Times the usual speed: 0.5 is half as fast. */
  speedFactor?: null | number;
  road?: null | RoadStretch;
  area?: null | MultiPolygon;
  /** For whom; empty: for all, or for cars alone where it is a speed in km/h. */
  profiles: RoadProfile[];
  /** In force from then on. */
  from: string;
  /** No more in force from then on; null: until somebody takes it back. */
  until?: null | string;
  /** Why, in words. */
  note?: null | string;
  /** Who said so: an account, or a driver's id. */
  by: string;
  /** The driver who reported it; null: staff said it. */
  driverId?: null | string;
  /** Whether staff said it, or agreed to what a driver reported. */
  confirmed: boolean;
  /** When it was last changed. */
  changedAt: string;
}

/** How one travels on roads. */
export type RoadProfile = "car" | "scooter" | "bicycle" | "foot";

/** A piece of a road, named so that it is found again in a newer extract: by its way and two points of it, by the points alone when the way has gone, by the place when they have gone too. */
export interface RoadStretch {
  /** OSM id of the way; null: the road nearest to the place. */
  way: null | number;
  /** OSM id of the point at which it begins; null: the whole way. */
  fromNode: null | number;
  /** OSM id of the point at which it ends. */
  toNode: null | number;
  /** Only from the first point to the second, or with the whole way as it is drawn, or at the place in its bearing. */
  oneDirection: boolean;
  /** Longitude of a place on it, degrees. */
  lon: null | number;
  /** Latitude of that place, degrees. */
  lat: null | number;
  /** Compass degrees in which the road is driven there; null: unknown. */
  bearing: null | number;
  /** The street's name, for people. */
  name: null | string;
}

/** What a driver gets for a route. It names places and vehicles, never a customer. */
export interface RouteSheet {
  /** Whose route it is. */
  driverId: string;
  /** The driver's name. */
  driverName: string;
  /** The planning area. */
  area: string;
  /** The day, in the area's time zone. */
  day: string;
  /** The area's IANA time zone, such as `America/Montevideo`. */
  timeZone: string;
  /** The plan version that it comes from; a higher one supersedes a lower one of the same day. */
  planVersion: number;
  /** The driver's own means. */
  means: Means;
  /** When the shift begins and ends. */
  shift: Window;
  /** Every stop of the day in order, those done included. */
  stops: RouteStop[];
}

/** One stop of a route sheet. A move's stops follow each other with nothing in between. */
export interface RouteStop {
  /** What is done here. */
  kind: StopKind;
  /** The move that it belongs to; null at the start, a break and the end. */
  moveId?: null | string;
  /** Its place in the move, from 0. */
  stopIndex?: number;
  /** The customer's request; null where Guid? RouteStop.MoveId is. */
  requestId?: null | string;
  /** Where it is. */
  place: Place;
  window?: null | Window;
  /** When the driver gets here by the present estimate. */
  eta: string;
  /** When the driver leaves again by the present estimate. */
  departure: string;
  /** Time that the work at the stop takes, seconds. */
  serviceSeconds?: number;
  vehicle?: null | Vehicle;
  courtesyCar?: null | CourtesyCar;
  /** The workshop that the move goes to or comes from; null where Guid? RouteStop.MoveId is. */
  workshopId?: null | string;
  leg?: null | Leg;
  /** True once the driver has finished here. */
  done?: boolean;
}

/** Where a workshop collects cars and brings them back, as said of it: exactly one of a radius, a time and an area. */
export interface ServiceArea {
  /** As the crow flies around the workshop, metres. */
  radiusMetres?: null | number;
  /** The longest drive in a car from the place to the workshop, minutes. */
  minutes?: null | number;
  area?: null | MultiPolygon;
}

/** When a driver works on a day of the week, in the area's local time. */
export interface Shift {
  /** Day of the week. */
  day: DayOfWeek;
  /** Begins. */
  from: string;
  /** Ends, later on the same day. */
  until: string;
  /** The break begins no earlier; null when the shift has none. */
  breakFrom?: null | string;
  /** The break ends no later; null when the shift has none. */
  breakUntil?: null | string;
  /** How long it lasts. */
  breakSeconds?: number;
}

/** A window that is offered to a customer. */
export interface Slot {
  /** The day, in the area's time zone. */
  day: string;
  /** Where the car would be collected. */
  place: Place;
  /** When. */
  window: Window;
  /** Why it is offered before others, in plain words. */
  why: string;
  /** When the car would be ready by the workshop's present load; null when unknown. */
  readyAt: null | string;
  /** The same as Why as a stable word, such as `driver-near`. */
  whyCode?: null | string;
  /** True where what is in the car is too little, and it is charged on its way to the workshop. */
  chargedOnTheWay?: boolean;
}

export interface SseItemOfTrackedRequest {
  data?: IntakeTrackedRequest;
  eventType?: null | string;
  eventId?: null | string;
  reconnectionInterval?: null | string;
}

export interface SseItemOfstring {
  data?: null | string;
  eventType?: null | string;
  eventId?: null | string;
  reconnectionInterval?: null | string;
}

export type StopEvent = "arrived" | "collected" | "handedOver" | "failed";

/** What a driver does at a stop. */
export type StopKind = "start" | "collect" | "checkIn" | "pickUp" | "return" | "swap" | "break" | "end" | "charge";

/** What a dispatcher's order would change of the day as it stands: the same as the order itself would, at this moment. */
export interface Trial {
  refusal?: null | Reason;
  /** What the day's routes would cost more (wages, kilometres, rides), in hundredths of string Trial.Currency; negative when they would cost less. */
  addedCents?: number;
  /** The currency of the costs, ISO 4217. */
  currency?: string;
  /** Metres more by own means, all drivers together. */
  addedEmptyMetres?: number;
  /** Seconds more from the drivers' first departure to their last arrival, all together. */
  addedWorkingSeconds?: number;
  /** Who would do the move; null when nobody. */
  driverId?: null | string;
  /** When its driver would be at the customer's; null when nobody would. */
  eta?: null | string;
  by?: null | Means;
  window?: null | Window;
  /** Promises that would be missed, or missed by more than now; the worst first. */
  late?: TrialLateness[];
  /** Moves that are served now and would not be. */
  unserved?: UnservedMove[];
  /** Other rules that would be broken and are not now, in words: a lock, a shift's end, a break. */
  broken?: string[];
  /** Drivers whose stops, or whose times by a minute or more, would be others. */
  changedDrivers?: string[];
}

/** A promise that would be missed. */
export interface TrialLateness {
  /** The move. */
  moveId: string;
  /** Who would be late. */
  driverId: string;
  /** By how much it would be missed. */
  lateSeconds: number;
  /** By how much it is missed as things stand; 0 when it is kept. */
  lateSecondsNow: number;
}

export type UnavailableReason = "breakdown" | "accident" | "ill" | "sos";

/** A move that the plan does not serve. */
export interface UnservedMove {
  /** The request. */
  requestId: string;
  /** The move. */
  moveId: string;
  /** What it is for. */
  kind: MoveKind;
  promised: null | Window;
  /** Why. */
  reason: Reason;
}

/** The car that is moved. */
export interface Vehicle {
  /** Licence plate, as written on the car. */
  plate: string;
  /** Maker, or null when not told. */
  make: null | string;
  /** Model, or null when not told. */
  model: null | string;
  /** Colour in the customer's words, or null when not told. */
  colour: null | string;
  /** What the driver must be able to handle. */
  gearbox: Gearbox;
  /** What makes it move; an electric car needs a driver and technicians with that skill. */
  drive: Drive;
  /** True when it can only be carried, until the workshop has seen to it. */
  cannotBeDriven?: boolean;
  /** How far it gets on the charge or fuel that is in it, metres; null: far enough. */
  rangeMetres?: null | number;
  /** Charge or fuel that is in it, percent of the whole; null when not told. */
  energyPercent?: null | number;
  /** The licence that its driver needs, such as `C1`; null: `B`. */
  licenceClass?: null | string;
  /** What it is worth, in whole units of the area's currency: its driver is insured for as much; null when not told. */
  value?: null | number;
  /** The last day on which it is insured; null when not told. */
  insuredUntil?: null | string;
  /** The last day on which its inspection holds; null when not told. */
  inspectedUntil?: null | string;
  /** The last four to eight characters of the VIN, which tells the car apart from another where the plate cannot; null when not told. */
  vinEnd?: null | string;
}

/** Hours that come again every week. */
export interface WeekdayHours {
  /** On which days. */
  weekdays: DayOfWeek[];
  /** Time of the day at the workshop, such as `08:30`. */
  from: string;
  /** Later on the same day; `24:00` is its end. */
  until: string;
}

/** An interval of time, from its first to its last instant. */
export interface Window {
  /** First instant. */
  from: string;
  /** Last instant, not before From. */
  until: string;
}

/** A workshop was made or changed. */
export interface WorkshopChanged {
  /** The workshop. */
  workshopId: string;
  /** Raised by each change. */
  revision: number;
  /** The planning area. */
  area: string;
  /** Its name. */
  name: string;
  /** Where cars are checked in. */
  place: Place;
  /** The area's IANA time zone. */
  timeZone: string;
  /** When it is open. */
  openingHours: OpeningHours[];
  /** Holidays and other days on which it is shut all the same. */
  closures?: Closure[];
  /** Cars worked on at a time. */
  lifts: number;
  /** Technicians at work. */
  technicians: number;
  /** Those of them who may work on electric cars. */
  highVoltageTechnicians: number;
  /** Cars checked in per quarter of an hour. */
  receptionPerQuarter: number;
  /** Cars that may wait, before the work or after it. */
  parking: number;
  /** Courtesy cars for swaps, wherever they are, where it does not matter which; null when there are always enough. A workshop that has named its cars (CourtesyCarChanged) has those. */
  courtesyCars?: null | number;
  serviceArea?: null | ServiceArea;
}
