// A cache of answers for a concept, by the options that are kept in the module. They are numbers, as the module returned
// them. Objects would keep other data alive that the view of the network has dropped.

export class Memo {
  readonly #bySteps = new Map<object, (ArrayLike<number> | undefined)[]>();

  get(steps: object, concept: number): ArrayLike<number> | undefined {
    return this.#bySteps.get(steps)?.[concept];
  }

  set(steps: object, concept: number, answer: ArrayLike<number>): void {
    // Long answers are not requested often enough to be worth the memory.
    if (answer.length > 320 || concept > 2 ** 20) return;
    let byConcept = this.#bySteps.get(steps);
    if (byConcept === undefined) this.#bySteps.set(steps, (byConcept = []));
    while (byConcept.length <= concept) byConcept.push(undefined);
    byConcept[concept] = answer;
  }
}
