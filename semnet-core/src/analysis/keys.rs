//! The names that models give to the members of an answer, in many languages.

/// The kind of a member of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Title,
    Question,
    Findings,
    Concepts,
    Relationships,
    Highlights,
}

/// The kind of a member of a finding, concept or relationship.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Field {
    Label,
    Text,
    Source,
    Relation,
    Target,
    Passage,
    /// The existing concept that an addition starts at.
    Concept,
}

#[rustfmt::skip]
const PARTS: &[(Part, &[&str])] = &[
    (
        Part::Title,
        &[
            "title", "heading", "headline", "reporttitle", "titel", "überschrift", "titre", "título",
            "titulo", "titolo", "заголовок", "название", "标题", "標題", "タイトル", "題名", "제목", "العنوان",
            "शीर्षक",
        ],
    ),
    (
        Part::Question,
        &[
            "question", "query", "frage", "pregunta", "domanda", "pergunta", "vraag", "вопрос", "问题", "質問",
            "질문",
        ],
    ),
    (
        Part::Findings,
        &[
            "findings", "keyfindings", "insights", "keyinsights", "keypoints", "points", "themes",
            "results", "finding", "keyfinding", "mainfindings", "erkenntnisse", "ergebnisse", "befunde",
            "kernaussagen", "hauptbefunde", "constats", "conclusions", "résultats", "resultats",
            "hallazgos", "conclusiones", "resultados", "risultati", "scoperte", "conclusioni",
            "descobertas", "conclusões", "bevindingen", "выводы", "находки", "результаты", "发现", "發現",
            "主要发现", "关键发现", "発見", "所見", "主な発見", "발견", "주요발견", "النتائج", "निष्कर्ष",
        ],
    ),
    (
        Part::Concepts,
        &[
            "concepts", "concept", "nodes", "entities", "vertices", "terms", "additions", "newconcepts",
            "instances", "items", "contradictions", "keyconcepts", "otherconcepts", "begriffe", "konzepte",
            "knoten", "ergänzungen", "notions", "entités", "nœuds", "conceptos", "nodos", "entidades",
            "adiciones", "concetti", "nodi", "aggiunte", "conceitos", "concepten", "begrippen", "понятия",
            "концепции", "узлы", "概念", "节点", "ノード", "개념", "المفاهيم", "अवधारणाएँ",
        ],
    ),
    (
        Part::Relationships,
        &[
            "relationships", "relations", "edges", "links", "triples", "connections", "relationship",
            "facts", "statements", "triplets", "beziehungen", "relationen", "kanten", "verbindungen",
            "liens", "arêtes", "relaciones", "aristas", "enlaces", "conexiones", "relazioni", "archi",
            "collegamenti", "relações", "ligações", "relaties", "verbanden", "отношения", "связи", "关系",
            "關係", "関係", "관계", "العلاقات", "संबंध",
        ],
    ),
    (Part::Highlights, &[
            "highlights", "relationshiphighlights", "highlight", "relationshiphighlight",
        ]),
];

/// The names of each field, in the order in which they are tried.
#[rustfmt::skip]
const FIELDS: &[(Field, &[&str])] = &[
    (
        Field::Label,
        &[
            "label", "name", "title", "concept", "finding", "keyfinding", "heading", "headline", "term",
            "topic", "theme", "entity", "key", "short", "id", "bezeichnung", "titel", "begriff",
            "überschrift", "étiquette", "etiquette", "nom", "titre", "etiqueta", "nombre", "título",
            "titulo", "concepto", "etichetta", "nome", "titolo", "concetto", "rótulo", "naam", "метка",
            "название", "имя", "понятие", "标签", "名称", "标题", "標籤", "名稱", "ラベル", "名前", "見出し", "레이블", "이름",
            "제목", "العنوان", "الاسم", "नाम", "शीर्षक",
        ],
    ),
    (
        Field::Text,
        &[
            "text", "description", "paragraph", "body", "content", "explanation", "summary", "definition",
            "detail", "details", "insight", "statement", "value", "beschreibung", "absatz", "erklärung",
            "inhalt", "texte", "paragraphe", "explication", "contenu", "texto", "descripción",
            "descripcion", "párrafo", "explicación", "testo", "descrizione", "paragrafo", "spiegazione",
            "descrição", "tekst", "beschrijving", "текст", "описание", "文本", "描述", "说明", "內容", "内容", "本文",
            "説明", "テキスト", "텍스트", "설명", "النص", "الوصف", "पाठ", "विवरण",
        ],
    ),
    (
        Field::Source,
        &[
            "source", "from", "subject", "start", "head", "src", "sourceconcept", "fromconcept", "concept1",
            "node1", "entity1", "a", "s", "quelle", "von", "ausgang", "subjekt", "origine", "de", "sujet",
            "origen", "desde", "sujeto", "sorgente", "da", "soggetto", "origem", "bron", "van", "источник",
            "откуда", "от", "源", "来源", "起点", "主语", "始点", "元", "출발", "원본", "المصدر", "स्रोत",
        ],
    ),
    (
        Field::Relation,
        &[
            "relation", "type", "predicate", "relationship", "relationtype", "relationshiptype", "via",
            "verb", "edge", "label", "name", "r", "p", "lens", "beziehung", "art", "typ", "prädikat",
            "lien", "prédicat", "relación", "relacion", "tipo", "predicado", "relazione", "predicato",
            "relação", "relatie", "отношение", "связь", "тип", "关系", "關係", "类型", "関係", "種類", "관계",
            "العلاقة", "संबंध",
        ],
    ),
    (
        Field::Target,
        &[
            "target", "to", "object", "end", "tail", "dst", "dest", "destination", "targetconcept",
            "toconcept", "concept2", "node2", "entity2", "b", "t", "o", "ziel", "nach", "objekt", "cible",
            "vers", "à", "objet", "destino", "hacia", "objeto", "destinazione", "oggetto", "alvo", "doel",
            "naar", "цель", "куда", "к", "目标", "終點", "终点", "宾语", "終点", "対象", "도착", "대상", "الهدف", "लक्ष्य",
        ],
    ),
    (
        Field::Passage,
        &[
            "passage", "quote", "quotation", "evidence", "citation", "excerpt", "sentence", "quotedtext",
            "quotedpassage", "supportingtext", "support", "zitat", "textstelle", "beleg", "passage",
            "extrait", "preuve", "cita", "pasaje", "evidencia", "citazione", "brano", "prova", "citação",
            "trecho", "citaat", "passagem", "цитата", "отрывок", "引文", "段落", "引用", "证据", "一節", "인용", "구절",
            "اقتباس", "उद्धरण",
        ],
    ),
    (
        Field::Concept,
        &[
            "concept", "contradicts", "contradictedconcept", "about", "existing", "existingconcept", "of",
            "source",
        ],
    ),
];

/// Names of members that wrap an answer.
#[rustfmt::skip]
const WRAPPERS: &[&str] = &[
            "answer", "result", "response", "output", "data", "network", "semanticnetwork", "report",
            "json", "content", "analysis", "arguments", "parameters", "input", "function", "graph",
            "message", "properties", "final", "payload", "body", "object", "value", "antwort", "réponse",
            "respuesta", "risposta",
        ];

/// The part that a member of an answer is, judged by its name.
pub(super) fn part(name: &str) -> Option<Part> {
    let plain = plain(name);
    PARTS.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|&(part, _)| part)
}

/// The names of a field, the most specific first.
pub(super) fn names(field: Field) -> &'static [&'static str] {
    FIELDS.iter().find(|(known, _)| *known == field).map_or(&[], |(_, names)| names)
}

/// Whether a name belongs to a member of a finding, concept or relationship.
pub(super) fn names_a_field(name: &str) -> bool {
    let plain = plain(name);
    FIELDS.iter().any(|(_, names)| names.contains(&plain.as_str()))
}

/// Whether a member with this name may hold a complete answer.
pub(super) fn is_wrapper(name: &str) -> bool {
    WRAPPERS.contains(&plain(name).as_str())
}

/// A name in lower case, without the characters between its words.
pub(super) fn plain(name: &str) -> String {
    name.chars().flat_map(crate::text::fold_case).filter(|c| c.is_alphanumeric() || is_mark(*c)).collect()
}

/// Vowel signs and the like, which are parts of words in the scripts of India.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{963}')
}
