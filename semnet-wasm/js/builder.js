// Builders of networks.

import { around, seal } from "./around.js";
import * as input from "./input.js";
import { NetworkBuilder } from "./semnet.js";

/** A method that adds something returns the builder, which a method of the module cannot. */
const chained = (look) => (method) =>
  function (...values) {
    method.apply(this, look(...values));
    return this;
  };

const withText = chained((label, text) => [
  input.text(label, "a label"),
  input.optionalText(text, "the text of a concept"),
]);
const withRelationship = chained((relationship) => [input.newRelationship(relationship)]);

around(NetworkBuilder, {
  title: chained((title) => [input.text(title, "the title")]),
  attribute: chained((name, value) => [
    input.text(name, "an attribute's name"),
    input.text(value, "an attribute's value"),
  ]),
  concept: withText,
  finding: withText,
  conceptAttribute: chained((label, name, value) => [
    input.text(label, "a label"),
    input.text(name, "an attribute's name"),
    input.text(value, "an attribute's value"),
  ]),
  relationship: withRelationship,
  highlight: withRelationship,
});

seal(NetworkBuilder, "builder");

/** The constructor of the module trusts its argument. */
const CheckedBuilder = new Proxy(NetworkBuilder, {
  construct: (class_, [question], newTarget) =>
    Reflect.construct(class_, [input.text(question, "the question")], newTarget),
});
NetworkBuilder.prototype.constructor = CheckedBuilder;

export { CheckedBuilder as NetworkBuilder };
