"""Cues: lines whose wording says that they belong to the page, not to the article."""

from __future__ import annotations

import re
from functools import lru_cache

from lunar_tui.corpus.labels import EDGES, LABELS, LONGEST_LABEL, Cue, seeker, words

LONGEST = 400
"""Characters of a line that are looked at; what is longer is told by its beginning."""
_LONGEST_HEADING = 70
"""Characters of the heading of a list."""

# A heading with its link in the same line: "Read next: Title".
_LINK = re.compile(
    r"\W{0,3}(?:read (?:more|next|also|on)|see also|also read|more on this|related(?: article"
    r"| story)?"
    r"|don['’]t miss|watch(?: now)?|listen"
    r"|lesen sie (?:auch|hier|dazu)|mehr (?:zum thema|dazu)|siehe auch|zum thema|auch interessant"
    r"|(?:à|a )?lire (?:aussi|également)|à lire|voir aussi|lea también|lee también|leer más"
    r"|leggi anche(?: su)?|leia (?:também|mais)|читайте также|читать также|смотрите также|по теме"
    r"|(?:czytaj|zobacz|przeczytaj|sprawdź) (?:też|także|również|więcej)|lees (?:ook|meer|verder)"
    r"|l[æe]s (?:også|mere?)|läs (?:också|mer|även)|lue (?:myös|lisää)|olvas(?:sa el|d el|son)"
    r"|(?:čtěte|přečtěte si) ?(?:také|též)?|citește și|читайте також|διαβάστε (?:επίσης|ακόμ[αη])"
    r"|lea más|leé (?:también|más)|leer también|te puede interesar|(?:vea|mira|ver) también"
    r"|veja (?:também|mais)|saiba mais|vedi anche|baca juga|xem thêm|mehr lesen|lire la suite"
    r"|相关阅读|相关新闻|相关链接|延伸阅读|関連記事|相關新聞|延伸閱讀|あわせて読みたい|관련 ?기사)"
    r" ?[:：|>»–—] ?\S"
    r"|.{5,150}[-–—:|] ?(?:read more|mehr lesen|lire la suite|weiterlesen|читать далее)\W{0,4}$",
    re.IGNORECASE,
)
# Headings of lists of other articles that name a site or a subject: More from The Post.
_MORE = re.compile(
    r"(?i:(?:read |see )?more|(?:the )?latest|trending|popular|most (?:read|popular|viewed)"
    r"|next up|featured|top stories|recent posts) (?i:from|in|on|by) [A-Z][\w&'’. -]{1,30}"
    r"|(?i:more|other|related|latest|recent|popular|trending|top) (?:[A-Z][\w’'.]* ){0,3}"
    r"(?i:stories|news|articles|posts|videos|headlines|coverage|roundup)"
    r"|(?i:you (?:may|might|will|’ll|'ll)(?: also)? (?:like|enjoy|be interested in)).{0,20}"
    r"|(?:Mehr|Mehr Artikel|Mehr Themen|Weitere Artikel) (?:aus|von|in|im|zu[mr]?) .{2,40}"
    r"|(?i:weitere|neueste|aktuelle|ähnliche|beliebte|verwandte|letzte|passende|empfohlene)"
    r" (?:Artikel|Beiträge|Meldungen|Nachrichten|Themen|Videos|News|Inhalte)(?: .{1,30})?"
    r"|(?i:am meisten gelesen|das könnte (?:sie|dich|ihnen|dir|euch)|auch interessant).{0,30}"
    r"|(?i:plus d['’](?:articles|actualités|infos)|les plus (?:lus|vus|commentés|populaires)"
    r"|(?:ces|d['’]autres) articles|sur le même (?:sujet|thème)).{0,40}"
    r"|(?i:más (?:noticias|artículos) (?:de|sobre|en)|lo más (?:leído|visto|compartido)"
    r"|notas? relacionadas?|(?:também|também te) pode|mais (?:notícias|lidas|artigos)"
    r"|(?:te|le) puede(?:n)? interesar|(?:você |também )?pode gostar).{0,30}"
    r"|(?i:więcej na (?:ten )?temat|ezek is érdekelhet|mohlo by vás|ещё по теме|больше новостей"
    r"|вам (?:также )?может).{0,30}"
)
# What a button says, with the name of the service or the number of those who pressed it.
_PRESSED = re.compile(
    r"(?:click to )?(?:share|follow us|follow me|tweet|like us|find us|join us|pin|recommend|send)"
    r"(?: this(?: article| page| story| post)?)?(?:[: ]+(?:on|to|via|by|with|in))?"
    r"[: ]*(?:facebook|twitter|x|linkedin|reddit|whatsapp|telegram|pinterest|e-?mail|friends?"
    r"|instagram|youtube|mastodon|wechat|weibo)?(?: \(opens in [a-z ]{3,20}\))?"
    r"|(?:share|tweet|print|email|facebook|twitter|reddit|whatsapp|linkedin|pinterest|google|rss"
    r"|telegram|instagram|youtube|[ ,/|·+]|-in|-f|\d)+"
    r"|(?:\d[\d.,]*|no|add|view|post|show) ?(?:shares?|likes?|views?|letture)|post comment.{0,5}"
    r"|(?:[<←‹«]+ ?)?(?:previous|older|next|newer)(?: (?:post|article|story|page|entry)s?).{0,80}"
    r"|(?:choose|select|change)(?: your)? (?:language|country|edition|region)"
    r"|(?:page|seite|стр\.?|p\.) ?\d+(?: (?:of|von|из|/) ?\d+)?|tags? ?[:：].{0,200}"
    r"|(?:filed (?:under|in)|categories|kategorien|catégories|рубрики|метки|теги|タグ|标签)"
    r" ?[:：].{0,200}"
    r"|(?:font|text) ?size ?[:：].{0,40}|字号 ?[:：].{0,20}|分享到?[:：].{0,60}"
    r"|(?:当前位置|您的位置|您当前的位置)[:：].{0,150}|(?:sign up|subscribe) (?:to|for) .{2,80}"
    r"|enter your e-?mail.{0,40}|(?:the )?view all posts by .{1,60}|to the overview"
    r"|after newsletter promotion|this article is part of the series.{0,120}"
    r"|(?:get|download) (?:our|the) apps?.{0,40}|forgot(?: your)? password.{0,30}|remember me"
    r"|(?:your|ваш) (?:user ?name|password|e-?mail)|(?:name|e-?mail|comment|имя|nom|nome) ?\*"
    r"|you are (?:here|at) ?:?|(?:open|close) (?:the )?(?:menu|search)"
    r"|(?:подписывайтесь|подпишитесь) на .{2,60}|(?:folgen sie uns|folge uns).{0,60}"
    r"|(?:posted (?:in|under)|tagged(?: with| in| as)?|getaggt mit|(?:ein|ab)geordnet unter"
    r"|kategorisiert unter|veröffentlicht unter|publié dans|publicado en|publicado em"
    r"|archiviato in|tagged|labels?|keywords?|schlagw[oö]rte?r?|mots-clés|étiquettes|etiquetas"
    r"|słowa kluczowe|tagi|tags?|kategorie|categorie|categorías?)[: ] ?[^.!?]{1,200}"
    r"|(?:klick|click|clique|haz clic|fai clic|cliquez)\w{0,3},? (?:um|to|para|pour|per|qui per)"
    r" .{3,90}|(?:auf|via|per|bei|über) (?:facebook|twitter|whatsapp|linkedin|xing|e-?mail"
    r"|telegram|instagram|pinterest|mastodon) (?:teilen|folgen|weiterleiten|weiterempfehlen)"
    r"|(?:partager|compartir|compartilhar|condividi|udostępnij|delen|dela|del|jaa|paylaş|teilen"
    r"|поделиться|поділитися) ?(?:sur|en|no|na|su|op|på|auf|в|у)? ?(?:facebook|twitter|x"
    r"|whatsapp|linkedin|telegram|e-?mail\w*|facebooku|twitterze|messenger|pinterest|вконтакте)"
    r"|(?:image|photo|picture|foto|bild|slide) \d+ (?:of|/|von|de|di|sur) ?/? ?\d+"
    r"|(?:enlarge|expand|open) image.{0,20}|view gallery.{0,20}"
    r"|liken? ?lade.{0,3}|gefällt mir.{0,30}|\d+ bloggern? gefällt.{0,10}|(?:%d )?bloggers like.*"
    r"|verbinde mit %s|suivez-nous.{0,60}"
    r"|[\w &'’.-]{1,60}[>›»][\w &'’.-]{0,60}[>›»][\w &'’.>›»-]{0,90}",
    re.IGNORECASE,
)
# Where readers begin to speak.
_SPOKEN = re.compile(
    r"\W{0,3}(?:\d[\d.,]*|no|add|view|post|show|all|top|top rated|recent|read|see|load|hide"
    r"|nessun|keine?|noch keine|alle|ver|voir|pas de|sin|нет|brak) ?(?:\d+ )?(?:comments?"
    r"|kommentare?r?|commento|commenti|commentaires?|comentarios?|comentários?|комментари\w{1,3}"
    r"|коментар\w{1,2}|komentarz\w{0,2}|reacties|yorum|replies|lesermeinung\w*)\W{0,3}"
    r"|\d+ (?:thoughts?|responses?|replies|comments?|antworten|gedanken|kommentare?|réponses?"
    r"|réflexions|commentaires?|comentarios?|respuestas|risposte|respostas|commenti|reacties"
    r"|komentarz\w{0,2}) (?:on|to|zu|auf|über|à|sur|en|a|su|em|op|do) .{1,150}"
    r"|leave (?:a|your) (?:comment|reply).{0,60}|post a comment.{0,40}"
    r"|(?:be the first to|log ?in to|sign in to|register to|you must be logged in to)"
    r" (?:leave a |post a |add a )?(?:comment|reply).{0,30}"
    r"|(?:schreiben? sie|schreibe?|hinterlasse?|verfassen? sie|verfasse) (?:(?:jetzt|hier|uns) )?"
    r"(?:einen?|ihren|deinen) (?:kommentar|antwort).{0,60}|kommentare? (?:zu|schreiben|verfassen"
    r"|hinzufügen|abgeben).{0,120}|laisse[rz] (?:un|votre) commentaire.{0,60}"
    r"|dej[ae]r? (?:un|tu|su) (?:comentario|respuesta).{0,60}"
    r"|deixe (?:um|uma|seu|sua) (?:comentário|resposta).{0,60}"
    r"|lasci[ao] (?:un|il tuo) commento.{0,60}|(?:blog )?comments powered by .{1,40}"
    r"|comments (?:are|on this .{1,20}) closed.{0,40}"
    r"|(?:about|über|zu[mr]) (?:the |den |die |der )?(?:author|autor(?:in|en)?)s?\b.{0,60}"
    r"|(?:à propos de l['’]auteur|sobre (?:el|o|la|a) autora?|l['’]autore|o autorze).{0,60}",
    re.IGNORECASE,
)
# Who wrote a comment, and when.
_SPEAKER = re.compile(
    r".{2,60}(?:\d{4}|\d:\d\d).{0,25} (?:said|says|sagte?|schreibt|schrieb|meint|a dit|dice|dijo"
    r"|disse|diz|пишет) ?:",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"^\W{0,3}(?:copyright\b|版权所有|著作权)|^\W{0,3}(?:\(c\)|©|ⓒ).{0,80}(?:19|20)\d\d"
    r"|all rights? reserved|alle rechte vorbehalten|tous droits réservés"
    r"|reservados todos los derechos"
    r"|todos (?:los derechos reservados|os direitos reservados)|tutti i diritti riservati"
    r"|wszelkie prawa zastrzeżone|alle rechten voorbehouden|minden jog fenntartva"
    r"|všechna práva vyhrazena|tüm hakları saklıdır|toate drepturile rezervate"
    r"|усі права захищені|جميع الحقوق محفوظة|hak cipta dilindungi"
    r"|все права защищены|воспроизведение материалов|использовани\w+ материалов|未经.{0,8}授权"
    r"|無断転載|무단전재"
    r"|(?:use|uses|using|utilis\w+|verwende\w*|nutze\w*|utilizz\w+|utiliza\w*|our use of) "
    r"(?:of )?(?:des |i |los |las )?cookies|cookies (?:are|is|help|to|and)\b.{0,80}(?:site"
    r"|experience|service)"
    r"|мы используем (?:файлы )?cookie|本网站使用|(?:by )?continuing to (?:browse|use) (?:our"
    r"|the|this)"
    r"|privacy policy (?:and|\|) ?terms|terms of (?:use|service) ?\| ?privacy"
    r"|свидетельство о регистрации|зарегистрирован\w* (?:в )?роскомнадзор"
    r"|许可证[:：]?\s?[a-z0-9]{4}|icp[备證证]|公网安备|(?:举报|报料|爆料)(?:电话|热线|邮箱)"
    r"|(?:hotline|helpline) ?[:：] ?\+?[\d(][\d ()/-]{5,}"
    r"|^\W{0,2}(?:责任编辑|责编|编辑|главный редактор|учредитель)\s?[:：]"
    r"|(?:receive|received|receiving|получ\w+) (?:this|our|эт\w+) (?:e-?mail|newsletter|письм)"
    r"|our mailing address|to unsubscribe\b|e-?mail address will not be published"
    r"|(?:e-mail|email)-adresse wird nicht|adresse (?:de messagerie|e-?mail) ne sera pas"
    r"|endereço de e-?mail não será|protected by re?captcha"
    r"|text is available under|this page was last (?:edited|modified)|powered by wordpress"
    r"|(?:material|page|content|article)s? may not be (?:published|broadcast|reproduced|copied)"
    r"|licensed under (?:a )?creative commons|published under a creative commons"
    r"|newsletters? may contain|this article was originally published (?:by|on|at|in)"
    r"|this (?:story|article) (?:first|originally) appeared"
    r"|(?:нажимая|подписываясь).{0,60}соглаша|issn[: ]+\d{4}-\d",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"\bour (?:\w+ ){0,2}(?:newsletters?|readers|subscribers|journalism|website|web site|site|sites"
    r"|coverage|daily email|emails?|inbox|privacy|terms|news)\b"
    r"|\bnews(?:letters?)? .{0,30}your inbox"
    r"|\byour (?:inbox|subscription|donation|contribution|browser)\b|\bpaywall\b|\bad ?blockers?\b"
    r"|become a (?:regular )?(?:supporter|member|subscriber)"
    r"|\bsupport (?:us|our|independent)\b|\bdelivered (?:weekday|daily|every|to you)"
    r"|\bsign up (?:for|to|with)\b|\bsubscribe to\b"
    r"|unser\w* (?:newsletter|leser)|helfen sie|spenden sie|unterstützen sie|notre newsletter"
    r"|abonnez-vous|faire un don|nossa newsletter|receba em seu|наш\w* (?:рассылк|канал|телеграм)"
    r"|kommentare (?:verfassen|schreiben)|newsletter.{0,60}(?:abonnieren|anmelden|bestellen"
    r"|eintragen|inscri|abonn|suscr|iscri|zapisz|aanmeld|erhalten)"
    r"|(?:abonnieren|melden|inscri|abonne|suscr|iscri|zapisz|erhalten).{0,60}newsletter"
    r"|folge[nt]? (?:sie )?uns\b|suivez-nous|síguenos|siga-nos|seguici su"
    r"|if you (?:like|liked|enjoyed?) (?:this|the) (?:article|story|post)"
    r"|(?:gefällt|gefallen).{0,20}(?:artikel|beitrag)|(?:artikel|beitrag).{0,12}gefallen"
    r"|^tel(?:\.|efon|ephone)?\.?:? ?\+?[\d(][\d ()/-]{5,}$|^e-?mail: ?\S+@\S+$|^(?:fax"
    r"|phone):? ?[+\d]"
    r"|关注.{0,10}(?:公众号|微信|客户端)|扫描?二维码",
    re.IGNORECASE,
)
_may_notice = seeker(
    words(
        "copyright|(c)|©|ⓒ|版权|著作|reserv|riserv|vorbehalten|voorbehouden|réserv|rezerv|prawa|práva"
        "|fenntartva|hakları|الحقوق|hak cipta|права|воспроизв|использован|未经"
        "|無断|무단|cookie|本网站|continuing to|privacy|terms of|свидетельство|зарегистр|许可证|icp"
        "|公网"
        "|举报|报料|爆料|hotline|helpline|编|editor in|редактор|учредитель|mail|newsletter|получ"
        "|unsubscribe|messagerie|adresse|endereço|captcha|text is|last edited|last modified"
        "|powered by"
        "|may not be|creative commons|originally|first appeared|нажимая|подписыва|issn"
    )
)
_may_appeal = seeker(
    words(
        "our |your |news|paywall|block|help|become a|support|deliver|thanks for|sign up"
        "|subscribe"
        "|unser|helfen|spenden|unterstützen|notre|abonnez|faire un|nossa|receba|наш"
        "|delayed"
        "|kommentare|newsletter|folg|suivez|sígu|siga|seguici|if you|gefallen|gefällt|tel|mail"
        "|fax|phone|关注|二维码"
    )
)
_COUNT = re.compile(r" ?[(\[]?\d{1,6}[)\]]?$")

_STOP = re.compile(r"[.,;!?。，；！？] ?(?:\S|$)")
# Chinese has no blanks between words: what has so many is a row of labels.
_ROW = re.compile(r"[\u3400-\u9fff]{1,6}(?:[ \u3000|]+[\u3400-\u9fff\w]{1,6}){7,}")
_BARS = re.compile(r" ?[|·•｜＞>»] ?| / ")
_BLANKS = re.compile(r"[\s\u3000|·•]+")
_MOST_PARTS = 60


def _row(text: str) -> Cue | None:
    """The cue of a row of menu words: About us | Contact | Privacy."""
    if _STOP.search(text):
        return None
    if _ROW.fullmatch(text):
        return "menu"
    for pattern, share in ((_BARS, 3), (_BLANKS, 2)):
        parts = [part.strip(EDGES) for part in pattern.split(text.lower())]
        if len(parts) <= _MOST_PARTS:
            found = [LABELS[part] for part in parts if part in LABELS]
            if len(parts) >= 3 and len(found) * share >= len(parts):
                return "button" if "button" in found else "menu"
    return None


@lru_cache(maxsize=2048)
def cue(text: str) -> Cue | None:
    """What a line says it is, if it says that it is no part of an article.

    ``text`` has no blanks around it, and may be a whole paragraph.
    """
    text = text[:LONGEST]
    if len(text) <= LONGEST_LABEL and not text.endswith((".", ",", ";")):
        plain = text.lower().strip(EDGES)
        found = LABELS.get(plain)
        if found is None and plain[-1:].isdigit():
            found = LABELS.get(_COUNT.sub("", plain).strip(EDGES))
        if found is not None:
            return found
    if len(text) <= LONGEST and (found := _row(text)):
        return found
    if len(text) <= _LONGEST_HEADING and not text.endswith(("?", "!")) and _MORE.fullmatch(text):
        return "related"
    if len(text) <= 200:
        if _LINK.match(text):
            return "link"
        if _SPOKEN.fullmatch(text) or (text[-1:] == ":" and _SPEAKER.fullmatch(text)):
            return "end"
        if _PRESSED.fullmatch(text) and any(map(str.isalpha, text)):
            return "button"
    # Expressions with so many branches are slow: first, whether one of them can begin at all.
    lowered = text.lower()
    if _may_notice(lowered) and _NOTICE.search(text):
        return "notice"
    if _may_appeal(lowered) and _APPEAL.search(text):
        return "appeal"
    return None
