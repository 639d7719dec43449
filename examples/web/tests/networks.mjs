// Networks that are made for tests and pictures, the same each time.

/** A tree of concepts with some lines across. */
export function tree(count) {
  const concepts = Array.from({ length: count }, (_, place) => ({ label: `Concept ${place}` }));
  const relationships = concepts
    .slice(1)
    .map(({ label }, place) => ({ source: label, relation: "hypernym", target: `Concept ${Math.floor(place / 4)}` }));
  const across = Array.from({ length: count / 10 }, (_, place) => ({
    source: `Concept ${place * 7}`,
    relation: "part of",
    target: `Concept ${(place * 13 + 5) % count}`,
  }));
  const first = { source: "How large?", relation: "begins with", target: "Concept 0" };
  return JSON.stringify({
    question: "How large?",
    title: `A Tree of ${count}`,
    concepts,
    relationships: [first, ...relationships, ...across.filter(({ source, target }) => source !== target)],
  });
}

/** Few concepts with very many relationships. */
export function dense(count) {
  const concepts = Array.from({ length: count }, (_, place) => ({ label: `Node ${place}` }));
  const relationships = concepts.flatMap(({ label }, place) =>
    [1, 2, 5, 11, 17].map((step) => ({
      source: label,
      relation: step === 1 ? "follows" : "touches",
      target: `Node ${(place * step + step) % count}`,
    })),
  );
  return JSON.stringify({
    question: "How dense?",
    title: "Dense",
    concepts,
    relationships: relationships.filter(({ source, target }) => source !== target),
  });
}

/** A network in Hebrew and Arabic. */
export const rightToLeft = JSON.stringify({
  question: "מדוע הדבורים רוקדות בחושך?",
  title: "ריקוד בחושך",
  findings: [
    { label: "ריקוד הזנב", text: "הדבורה מראה לאחרות היכן הפרחים." },
    { label: "مصفنة الشمس", text: "الشمس هي البوصلة التي تقيس بها النحلة الاتجاه." },
  ],
  concepts: [{ label: "כוורת" }],
  relationships: [
    { source: "ריקוד הזנב", relation: "מתרחש בתוך", target: "כוורת" },
    { source: "مصفنة الشمس", relation: "تدل على", target: "ריקוד הזנב" },
  ],
});
