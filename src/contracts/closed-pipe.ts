/** Thrown by a stream whose reader has gone (`| head`): a reason to stop quietly, not a failure. */
export class ClosedPipe extends Error {}
