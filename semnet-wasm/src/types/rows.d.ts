/** A row of {@link Rows}: from the name of a variable to the label of its concept. */
export type Row = { readonly [variable: string]: string };

export interface Rows extends Iterable<Row> {}
