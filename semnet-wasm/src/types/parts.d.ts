/** A concept that two others lead to, and how many relationships it is away from each of them. */
export interface CommonAncestor {
  readonly concept: Concept;
  readonly fromA: number;
  readonly fromB: number;
}
