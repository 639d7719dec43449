//! Words that change the meaning of the words next to them: negations, modal words, words that deny or
//! weaken. The lists cover many languages together, because the language of a passage is not known.

use crate::evidence::word_lists::List;

/// Words that negate.
pub(super) static NEGATIONS: List = List::new(
    "\
    not no never none nobody nothing nowhere neither nor without cannot non hardly scarcely barely \
    rarely seldom unlikely unable lack lacks lacked lacking fail fails failed failing failure unless \
    except dont doesnt didnt wont cant isnt wasnt arent werent couldnt shouldnt wouldnt havent hasnt \
    hadnt aint nicht nichts kein keine keinen keinem keiner keines nie niemals niemand nirgends \
    weder ohne nein kaum ne pas jamais aucun aucune sans ni rien nul nulle nunca jamás ningún \
    ninguna ninguno sin nada nadie tampoco nessun nessuno nessuna senza né niente não nem sem nenhum \
    nenhuma ninguém niet geen nooit zonder inte ej aldrig ingen inget inga utan ikke aldri uden uten \
    не ни нет никогда без нельзя никто ничто nigdy bez żaden żadna ani není nikdy žádný δεν δε μη \
    μην όχι χωρίς ποτέ değil yok hiç لا لم لن ليس ليست غير بدون לא אין בלי אל ללא नहीं न मत बिना \
    keinesfalls keineswegs nimmer mitnichten nullement guère aucunement apenas không chưa chẳng đừng \
    asla değildir değildi olmadan ei eivät emme ette älä älkää ilman koskaan nincs nincsenek soha \
    nélkül nu nici niciodată fără nimeni tidak bukan belum jangan tanpa هرگز نه نیست نیستند هیچ ما \
    ليسوا نہیں مت بغیر না নয় নেই nije nisu nisam nikada ні нема немає ніколи няма никога nav nekad \
    nėra niekada mitte ekki aldrei enginn án 안 못 nuk չէ չի არ ვერ hindi huwag hapana numquam nec \
    haud gabe doubtful impossible neglect neglects neglected neglecting refuse refused refuses \
    refusing darent daren't mustn't mustnt neednt mightnt shant keinerlei keinster niemandem \
    niemanden unmöglich erfolglos vergeblich nulles nuls impossibile imposible impossível ningunos \
    ningunas jamas nessun' evenmin nergens onmogelijk intet ingenting ingenstans ingens omöjligt \
    umuligt umulig intetsteds нету незачем негде невозможно нисколько ничуть ничего никого никому \
    нигде никак вовсе żadnej żadnego żadnych nikt nic nigdzie niemożliwe nikdo nikde žádné žádná \
    žádného nemožné nelze nijak κανείς κανένας καμία κανένα τίποτα ουδέποτε ουδείς ούτε δίχως \
    αδύνατο hiçbir imkânsız imkansız mikään kukaan mitään missään mahdotonta senki sehol semmi \
    lehetetlen sose niciun nicio nicidecum imposibil nimic chả chớ mustahil takkan enggan tiada אינו \
    אינה אינם איננו מעולם בלתי دون بلا ليسا لست أبدا قط نفى هیچگاه هیچکس نمی نکرد نشد بی ніде ніхто \
    ніщо ніяк неможливо жодного жодний жоден никъде нито невъзможно немогуће нико ништа ingi engan \
    hvergi ekkert neviens nekas nekur niekas niekur s'ka asnjë ningú tenzij sauf excepto eccetto \
    tranne utom undtagen unntatt кроме",
);

/// Words of possibility and duty, and of hearsay.
pub(super) static MODALS: List = List::new(
    "\
    can could may might must shall should will would ought perhaps maybe possibly probably \
    presumably likely allegedly supposedly reportedly purportedly apparently seemingly kann kannst \
    können könnte könnten konnte muss muß müssen müsste musste darf dürfen dürfte soll sollen sollte \
    sollten vielleicht möglicherweise wahrscheinlich angeblich vermutlich wohl peut peuvent pourrait \
    pourraient doit doivent devrait devraient faut puede pueden podría podrían debe deben debería \
    deberían quizás può possono potrebbe potrebbero deve devono dovrebbe forse pode podem poderia \
    deveria talvez moet moeten kunnen kon zou zouden mogen misschien kan ska skulle bör måste kanske \
    skal burde må måske kanskje может могут мог могла могли должен должна должны можно нужно \
    возможно вероятно może mogą musi powinien powinna יכול עלול يمكن قد ربما يجب सकता सकती सकते \
    चाहिए शायद arguably conceivably hopefully potentially theoretically hypothetically doubtless \
    rumored rumoured mag möge möchte mochte dürften müßte könne solle wäre hätte womöglich eventuell \
    allenfalls scheinbar anscheinend mutmaßlich voraussichtlich theoretisch pouvait pouvaient pourra \
    pourront devait devaient devra devront dut pût probablement possiblement éventuellement \
    prétendument aurait auraient serait seraient podía podían podrá podrán deberá debía debían debió \
    quizá acaso probablemente posiblemente supuestamente presuntamente habría habrían sería poteva \
    potevano potrà potranno doveva dovevano dovrà magari probabilmente possibilmente presumibilmente \
    avrebbe avrebbero sarebbe sarebbero podia podiam poderá devem deverá devia provavelmente \
    possivelmente supostamente alegadamente teria teriam moest moesten kunt konden waarschijnlijk \
    mogelijk vermoedelijk wellicht borde torde möjligen sannolikt troligen förmodligen antagligen \
    muligvis muligens formentlig sandsynligvis sannsynligvis angivelig angiveligt antagelig bør \
    могло сможет следует должно обязан обязана наверное видимо якобы предположительно похоже надо \
    mógł mogła mogły możliwe prawdopodobnie podobno rzekomo musiał należy trzeba chyba można může \
    mohl mohla mohou musí musel snad možná údajně pravděpodobně prý μπορεί μπορούσε πρέπει έπρεπε \
    ίσως πιθανόν πιθανώς ενδεχομένως belki muhtemelen galiba sanırım gerek gerekir lazım sözde \
    voivat voisi saattaa saattoi pitää pitäisi täytyy täytyi ehkä mahdollisesti luultavasti lehet \
    lehetett talán kell kellett esetleg valószínűleg állítólag lehetséges poate putea trebuie \
    probabil posibil cică pesemne mungkin bisa harus barangkali boleh konon kiranya phải lẽ hẳn chắc \
    אולי ייתכן כנראה צריך חייב צריכה יכולה יכולים עשוי עשויה לכאורה لعل لعلها لعله ينبغي يحتمل محتمل \
    يمكنه يجوز زعم شاید باید ممکن احتمالا میتواند گویا संभवतः कदाचित چاہیے सकेगा мабуть можливо \
    певно може можуть мусить повинен повинна слід треба нібито ймовірно трябва можда мора 아마 아마도 혹시 \
    어쩌면 možda trebao asi lär dapat",
);

/// Further words that an omission must not hide: those that deny, weaken or set a condition.
pub(super) static WEAKENS: List = List::new(
    "\
    almost nearly only if whether refuse refused refuses refusing deny denied denies denying doubt \
    doubts doubted doubting doubtful dispute disputes disputed false falsely untrue few fewer fewest \
    little less least wenige wenig peu pocos pocas poco pochi мало få hope hopes hoped hoping want \
    wants wanted wish wishes wished try tries tried trying attempt attempts attempted intend intends \
    intended threaten threatens threatened seem seems seemed appear appears appeared claimed believe \
    believes believed assume assumes assumed expected pretend pretends pretended pretending accused \
    suspected alleged supposed rumoured merely former formerly fake mock pseudo ostensible \
    ostensibly hypothetical hypothetically imaginary fictional ban banned bans barred prevent \
    prevented prevents preventing prohibit prohibited prohibits forbid forbidden forbids forbade \
    decline declined declines declining avoid avoided avoids avoiding stop stopped stops stopping \
    cease ceased ceases forget forgets forgot forgotten refrain refrained refrains unwilling \
    reluctant assuming supposing ehemalige ehemaliger ehemaligen ehemaliges sogenannte sogenannter \
    sogenannten verzichtet verzichtete verzichten vermeidet vermied \
    ancien ancienne anciens anciennes prétendu prétendue fast beinahe nahezu nur falls \
    wenn ob weigerte weigern weigert bestritt bestreitet bestritten leugnet leugnete bezweifelt \
    bezweifelte fälschlich presque seulement refusa refusé refusent nie nia casi solo sólo niega \
    negó negaron rehusó dudó quasi soltanto nega negò rifiutò quase somente negou recusou bijna \
    alleen indien weigerde ontkende nästan bara vägrade förnekade næsten kun hvis почти только лишь \
    едва если отрицал отрицает отказался отказалась prawie tylko jeśli neredeyse sadece eğer \
    partially partly conditionally provisionally tentatively nominally impossible improbable \
    implausible unproven unfounded baseless dubious questionable debunked disproved disproven \
    refuted wrongly mistakenly erroneously virtually practically teilweise bedingt vorläufig \
    scheinbar partiellement parcialmente parzialmente gedeeltelijk delvis delvist частично częściowo \
    částečně kısmen osittain részben parțial sebagian vermeintlich \
    vermeintliche vermeintlicher failli sometimes occasionally слухам كاد كادت يقال يزعم جزئيا חלקית आंशिक \
    частково",
);

/// The same in several words.
pub(super) const PHRASES: &[&str] = &[
    "so called",
    "soi disant",
    "marketed as",
    "self styled",
    "self proclaimed",
    "at most",
    "at least",
    "at best",
    "up to",
    "more than",
    "as long as",
    "so long as",
    "in case",
    "on condition",
    "provided that",
    "provided the",
    "provided they",
    "provided it",
    "provided he",
    "provided she",
    "provided we",
    "claim to",
    "claims to",
    "far from",
    "anything but",
    "all but",
    "instead of",
    "other than",
    "apart from",
    "aside from",
    "rather than",
    "used to",
    "have to",
    "has to",
    "had to",
    "able to",
    "supposed to",
    "going to",
    "loin de",
    "lejos de",
    "weit davon",
    "weit entfernt",
    "au lieu",
    "en lugar",
    "anders als",
    "statt zu",
    "có thể",
    "có lẽ",
    "tal vez",
    "tiene que",
    "hay que",
    "peut être",
    "não é",
    "deixou de",
    "deixaram de",
    "deixa de",
    "dejó de",
    "dejaron de",
    "cessé de",
    "à moins",
    "a menos",
    "a meno",
];

/// Further words that an insertion must not contain.
pub(super) static TURNS: List = List::new(
    "\
    only almost nearly few fewer less least little some if but however although though despite until \
    refuse refused refuses refusing deny denied denies denying reject rejected rejects rejecting \
    false falsely wrong wrongly wrongfully untrue incorrect incorrectly mistaken mistakenly \
    so-called disputed opposed opposing opposes against stop stopped avoid avoided contrary instead \
    formerly once anti former ex fake mock counter increase increased increasing decrease decreased \
    decreasing reduced reduce reducing low lower lowest high higher highest worse better worst best \
    minus plus more most all every always nur fast beinahe wenige falsch angeblich gegen seulement \
    presque faux contre solo casi falso contra quasi mai pole partially partly conditionally \
    virtually practically unlike percent prozent procent pourcent",
);

/// Words that brackets may replace.
pub(super) static STAND_INS: List = List::new(
    "\
    he she it they we i you him her them us me his hers its their theirs our ours my mine your yours \
    this that these those who which the a an er sie es wir ihr ihn ihm ihnen sein seine ihre dies \
    diese dieser dieses il elle ils elles lui leur ce cette ces on él ella ellos ellas esto este \
    esta su sus lo la egli essa essi questo questa",
);

/// Characters that negate, count or are modal, in scripts that write no spaces.
pub(super) const CHARACTERS: &str = "\
    不没沒無无非未否勿莫弗一二三四五六七八九十百千万萬億亿兩两零〇半能必須须應应";

/// The same in several characters.
pub(super) const SEQUENCES: &str = "\
    可能 可以 也许 也許 大概 ない なく なかっ なけれ ねば ません かもしれ べき だろう でしょう はず ぬ ずに 않 못 없 아니 ไม่ มิได้ ไร้ อาจ ต้อง ควร \
    拒绝 拒絕 否认 否認 禁止 放弃 放棄 差点 险些 ほとんど めったに 拒否 \
    或许 或許 恐怕 似乎 几乎 幾乎 据说 據說 たぶん おそらく らしい ようだ そうだ ล้าน สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ ร้อย ครึ่ง";
