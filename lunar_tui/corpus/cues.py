"""Cues: lines whose wording says that they belong to the page, not to the article."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

Cue = Literal["menu", "button", "link", "related", "end", "notice", "appeal"]
"""What a line says it is.

menu: a word of a menu, which may stand in an article as well (Home, Politics). button: what only a
page says (Share on Facebook). link: a link to another article, in one line with its heading.
related: the heading of a list of other articles. end: the heading of what follows an article and never returns to it (Leave a comment). notice: what
is said of the page or its owner (All rights reserved). appeal: what may be an owner's address to
its readers, but might be a sentence of the article.
"""

_LABEL = 40
"""Characters of the longest label."""
LONGEST = 400
"""Characters of a line that are looked at; what is longer is told by its beginning."""


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in text.split("|") if phrase.strip())


_MENU = _phrases("""
home|homepage|home page|start|startpage|news|all news|latest news|latest|world|world news|local
|business|politics|opinion|opinions|columns|sport|sports|culture|lifestyle|style|entertainment
|science|tech|technology|health|travel|video|videos|photos|pictures|podcasts|podcast|magazine
|events|jobs|careers|career|shop|store|more|menu|main menu|topics|all topics|sections|features
|reviews|search|close|next|previous|contact|contact us|about|about us|company|our team|team|help
|faq|support|archive|archives|calendar|weather|live|live tv|breaking|breaking news|economy
|education|environment|press|press releases|blog|forum|forums|gallery|photo gallery|media
|publications|services|products|platform|network|categories|category|recent comments|english
|deutsch|français|español|italiano|русский|中文|latest sections|columnists|obituaries|classifieds
|startseite|nachrichten|politik|wirtschaft|kultur|sport|wissen|wissenschaft|panorama|gesellschaft
|reise|karriere|stellenmarkt|termine|suche|kontakt|über uns|hilfe|presse|themen|mehr|aktuell
|aktuelles|anzeigen|abo|e-paper|epaper|archiv|kategorien|ratgeber|service
|accueil|actualité|actualités|économie|politique|société|sports|faits divers|opinions|idées
|recherche|rechercher|contact|nous contacter|contactez nous|contactez-nous|qui sommes-nous
|à propos|a propos|aide|emploi|services|kiosque|annonces|petites annonces|santé
|inicio|portada|deportes|economía|política|sociedad|cultura|opinión|contacto|buscar
|home page|cronaca|contatti|chi siamo|cerca|início|contato|busca|quem somos|categorias
|главная|новости|все новости|политика|экономика|общество|культура|спорт|наука|в мире
|происшествия|авто|о нас|о проекте|контакты|реклама|редакция|рубрики|поиск|вакансии|форум
|теги|главное|видео|фото|мнения
|首页|要闻|国内|国际|时政|财经|科技|体育|文化|图片|视频|评论|军事|社会|教育|健康|娱乐|汽车|房产
|频道|搜索|客户端|更多|专题|论坛|博客|关于我们|联系我们|招聘信息|ホーム|カテゴリ|カテゴリー|検索
|お問い合わせ|トップ|新着記事|월별|전체뉴스
""")

_BUTTON = _phrases("""
skip to content|skip to main content|skip to navigation|skip navigation|skip to main navigation
|skip to search|jump to navigation|jump to search|jump to content|toggle navigation|toggle menu
|main navigation|navigation menu|navigation|footer menu|open menu|close menu|sign in|log in|login
|logout|log out|sign up|sign up now|register|create account|create an account|my account
|subscribe|subscribe now|unsubscribe|follow|follow us|connect with us|stay connected|get our app
|share|share this|share this page|share this article|share this post|share article|share to
|link copied|copy link|copied|print|print page|print this page|printer-friendly version
|email|e-mail|email this|tweet|tweet this|pin it|like this|like loading|loading|save|bookmark
|facebook|twitter|instagram|youtube|linkedin|whatsapp|telegram|pinterest|reddit|rss|rss feed
|rss feeds|messenger|mastodon|tiktok|flipboard|back to top|scroll to top|top|return to top|go to top
|privacy|privacy policy|privacy notice|privacy center|cookie policy|cookies policy|cookies
|cookie settings|cookie preferences|manage cookies|terms|terms of use|terms of service
|terms & conditions|terms and conditions|terms of service privacy notice|legal|legal notice
|legal notices|disclaimer|disclaimers|imprint|site map|sitemap|accessibility
|accessibility statement|accessibility links|adchoices|advertise|advertise with us|advertising
|advertisement|ad|sponsored|sponsored links|sponsored content|promoted|sponsor|newsletter
|newsletters|free daily newsletter|our newsletter|job board|turn on notifications|notifications
|corrections|complaints & corrections|editorial standards|got a news tip|news tips|send us a tip
|write for us|contribute|donate|support us|become a member|careers at|reuse this content
|order reprints|reprints & permissions|licensing & reprints|read aloud|listen|listen to article
|load more|show more|view all|see all|view all posts|view comments|post comment|add comment
|comment|reply|report|about this project|explore more on these topics|related tags|tags
|filed under|choose your language|select language|change language|select your language
|powered by wordpress|this live blog is closed|follow us on|view this email in your browser
|view in browser|forward to a friend|update subscription preferences|manage preferences
|zum inhalt|zum inhalt springen|direkt zum inhalt|anmelden|jetzt anmelden|abmelden|einloggen
|abonnement|abonnieren|newsletter abonnieren|teilen|artikel teilen|drucken|merken|tweet|anzeige
|werbung|impressum|datenschutz|datenschutzerklärung|agb|nutzungsbedingungen|cookie-einstellungen
|mediadaten|nach oben|zur startseite|kommentieren|verträge kündigen|abo kündigen|druckansicht
|aller au contenu|partager|imprimer|s'abonner|s’abonner|je m'abonne|je m’abonne|abonnez-vous
|abonnement|se connecter|connexion|s'inscrire|inscription|mentions légales|cgu|cgv|publicité
|politique de confidentialité|confidentialité|gérer les cookies|plan du site|haut de page
|commenter|accepter|refuser|réagir|conditions d'utilisation
|compartir|suscribirse|suscríbete|aviso legal|política de privacidad|publicidad|imprimir
|iniciar sesión|condividi|accedi|stampa|informativa sulla privacy|pubblicità|compartilhar
|pular para o conteúdo|política de privacidade
|перейти к контенту|перейти к содержимому|поделиться|вконтакте|одноклассники|подписаться|войти
|вход|регистрация|войти или зарегистрироваться|ответить|пожаловаться|отправить|печать|распечатать
|версия для печати|пользовательское соглашение|политика конфиденциальности|правила использования
|карта сайта|медиакит|рассылка|подписка на рассылку|подписка|наверх|показать ещё|добавить в избранное
|分享|分享到|分享至|微信|微博|qq空间|打印|打印本页|关闭窗口|纠错|收藏|登录|注册|网站地图|广告服务
|版权声明|隐私政策|免责声明|关注我们|官方微信|扫一扫|返回顶部|下载客户端|app下载|打开app|字号
|举报|我要评论|点击订阅|链接已复制|上一篇|下一篇|加入收藏|设为首页
|サイトマップ|プライバシーポリシー|免責事項|スポンサードリンク|シェア|購読|ログイン|pagetop
|공유|인쇄하기|목록|로그인|회원가입|개인정보취급방침
""")

_RELATED = _phrases("""
related|related links|related link|related articles|related article|related stories|related story
|related news|related content|related topics|related posts|related documents|related coverage
|read more|read also|read next|see also|also read|more on this|more on this story|more on this topic
|more stories|more news|more from|more like this|top stories|trending|trending now|most read
|most viewed|most popular|most commented|popular|popular now|popular posts|popular articles
|editor's picks|editors' picks|editor’s picks|editors’ picks|recommended|recommended for you
|recommended stories|you may also like|you might also like|you may also be interested in
|you might be interested in|don't miss|don’t miss|must read|in case you missed it|latest stories
|recent posts|recent articles|further reading|around the web|from our partners|in other news
|up next|next story|story timeline|upcoming events|what others are reading
|lesen sie auch|lesen sie hier|auch interessant|das könnte sie auch interessieren|mehr zum thema
|mehr zu|zum thema|mehr aus|meistgelesen|meist gelesen|meist-gelesen|meistgelesene artikel
|meist-diskutiert|meistkommentiert|beliebt|weitere artikel|weitere themen|weitere nachrichten
|verwandte artikel|ähnliche artikel|empfehlungen|neueste beiträge|siehe auch|kurznachrichtenticker
|lire aussi|à lire aussi|a lire aussi|à lire également|voir aussi|sur le même sujet
|sur le même thème|les plus lus|les plus consultés|articles liés|articles similaires
|dans la même rubrique|la rédaction vous conseille|à ne pas manquer|pour aller plus loin
|lea también|leer más|lee también|te puede interesar|noticias relacionadas|lo más leído
|artículos relacionados|más noticias|leggi anche|articoli correlati|potrebbe interessarti
|i più letti|leia também|leia mais|artigos relacionados|artigos populares|mais lidas|veja também
|читайте также|читать также|материалы по теме|новости по теме|по теме|смотрите также
|другие новости|похожие материалы|похожие статьи|популярное|самое читаемое|рекомендуем
|вам также может быть интересно|свежие записи|ещё по теме|еще по теме|главное сейчас
|相关阅读|相关新闻|相关链接|相关报道|延伸阅读|推荐阅读|热门推荐|热门排行|热门文章|热点推荐
|热门新闻|更多新闻|猜你喜欢|精彩推荐|排行榜|阅读排行|関連記事|おすすめ記事|人気記事
|많이 본 뉴스|많이 본 기사|관련기사|czytaj też|czytaj także|zobacz także|polecane|lees ook
""")

_END = _phrases("""
comments|no comments|leave a comment|leave a reply|post a comment|join the discussion
|continue the discussion|join the conversation|about the author|about the authors|author
|all comments|your comment|write a comment|navigation menu|references|external links|topics
|kommentare|lesermeinungen|leserkommentare|schreibe einen kommentar|kommentar schreiben
|schreiben sie einen kommentar|kommentar verfassen|über den autor|über die autorin|schlagwörter
|schlagworte|commentaires|laisser un commentaire|réagir à cet article|ajouter un commentaire
|comentarios|deja un comentario|commenti|lascia un commento|comentários|deixe uma resposta
|deixe um comentário|комментарии|все комментарии|добавить комментарий|оставить комментарий
|обсуждение|网友评论|最新评论|发表评论|评论区|コメント|コメントを残す|댓글
""")

# A heading with its link in the same line: "Read next: Title".
_LINK = re.compile(
    r"\W{0,3}(?:read (?:more|next|also|on)|see also|also read|more on this|related(?: article| story)?"
    r"|don['’]t miss|watch(?: now)?|listen"
    r"|lesen sie (?:auch|hier|dazu)|mehr (?:zum thema|dazu)|siehe auch|zum thema|auch interessant"
    r"|(?:à|a )?lire (?:aussi|également)|à lire|voir aussi|lea también|lee también|leer más"
    r"|leggi anche(?: su)?|leia (?:também|mais)|читайте также|читать также|смотрите также|по теме"
    r"|相关阅读|相关新闻|相关链接|延伸阅读|関連記事) ?[:：|>»–—] ?\S"
    r"|.{5,150}[-–—:|] ?(?:read more|mehr lesen|lire la suite|weiterlesen|читать далее)\W{0,4}$",
    re.IGNORECASE,
)
# What a button says, with the name of the service or the number of those who pressed it.
_PRESSED = re.compile(
    r"(?:click to )?(?:share|follow us|follow me|tweet|like us|find us|join us|pin|recommend|send)"
    r"(?: this(?: article| page| story| post)?| thumbnails?)?(?:[: ]+(?:on|to|via|by|with|in))?"
    r"[: ]*(?:facebook|twitter|x|linkedin|reddit|whatsapp|telegram|pinterest|e-?mail|friends?"
    r"|instagram|youtube|mastodon|wechat|weibo|thumbnails?)?(?: \(opens in [a-z ]{3,20}\))?"
    r"|(?:share|tweet|print|email|facebook|twitter|reddit|whatsapp|linkedin|pinterest|google|rss"
    r"|telegram|instagram|youtube|[ ,/|·+]|-in|-f|\d)+"
    r"|(?:\d[\d.,]*|no|add|view|post|show) ?(?:comments?|shares?|likes?|views?|kommentare?"
    r"|commentaires?|comentarios?|комментари\w{1,3}|letture|replies)"
    r"|(?:0|no|nessun|keine?|pas de) (?:comment\w*|kommentare?|commento|lesermeinung\w*)"
    r"|\d+ (?:thoughts?|responses?|replies|comments?) (?:on|to) .{1,120}"
    r"|post comment.{0,5}"
    r"|(?:[<←‹«]+ ?)?(?:previous|older|next|newer)(?: (?:post|article|story|page|entry)s?).{0,80}"
    r"|(?:choose|select|change)(?: your)? (?:language|country|edition|region)"
    r"|(?:page|seite|стр\.?|p\.) ?\d+(?: (?:of|von|из|/) ?\d+)?|tags? ?[:：].{0,200}"
    r"|(?:filed (?:under|in)|categories|kategorien|catégories|рубрики|метки|теги|タグ|标签)"
    r" ?[:：].{0,200}"
    r"|(?:font|text|type)(?:face| ?size)? ?[:：].{0,40}|字号 ?[:：].{0,20}|分享到?[:：].{0,60}"
    r"|(?:当前位置|您的位置|您当前的位置)[:：].{0,150}|(?:sign up|subscribe) (?:to|for) .{2,80}"
    r"|enter your e-?mail.{0,40}|(?:the )?view all posts by .{1,60}|to the overview"
    r"|after newsletter promotion|this article is part of the series.{0,120}"
    r"|(?:get|download) (?:our|the) apps?.{0,40}|forgot(?: your)? password.{0,30}|remember me"
    r"|(?:your|ваш) (?:user ?name|password|e-?mail)|(?:name|e-?mail|comment|имя|nom|nome) ?\*"
    r"|you are (?:here|at) ?:?|(?:open|close) (?:the )?(?:menu|search)|comment using your .{2,90}"
    r"|(?:подписывайтесь|подпишитесь) на .{2,60}|(?:folgen sie uns|folge uns).{0,60}"
    r"|suivez-nous.{0,60}|[\w &'’.-]{1,60}[>›»][\w &'’.-]{0,60}[>›»][\w &'’.>›»-]{0,90}",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"^\W{0,3}(?:copyright\b|版权所有|著作权)|^\W{0,3}(?:\(c\)|©|ⓒ).{0,80}(?:19|20)\d\d"
    r"|all rights? reserved|alle rechte vorbehalten|tous droits réservés|reservados todos los derechos"
    r"|todos (?:los derechos reservados|os direitos reservados)|tutti i diritti riservati"
    r"|все права защищены|воспроизведение материалов|использовани\w+ материалов|未经.{0,8}授权"
    r"|無断転載|무단전재"
    r"|(?:use|uses|using|utilis\w+|verwende\w*|nutze\w*|utilizz\w+|utiliza\w*|our use of) "
    r"(?:of )?(?:des |i |los |las )?cookies|cookies (?:are|is|help|to|and)\b.{0,80}(?:site|experience|service)"
    r"|мы используем (?:файлы )?cookie|本网站使用|(?:by )?continuing to (?:browse|use) (?:our|the|this)"
    r"|privacy policy (?:and|\|) ?terms|terms of (?:use|service) ?\| ?privacy"
    r"|свидетельство о регистрации|зарегистрирован\w* (?:в )?роскомнадзор"
    r"|许可证[:：]?\s?[a-z0-9]{4}|icp[备證证]|公网安备|(?:举报|报料|爆料)(?:电话|热线|邮箱)"
    r"|(?:hotline|helpline) ?[:：] ?\+?[\d(][\d ()/-]{5,}"
    r"|^\W{0,2}(?:责任编辑|责编|编辑|editor in charge|главный редактор|учредитель)\s?[:：]"
    r"|(?:receive|received|receiving|получ\w+) (?:this|our|эт\w+) (?:e-?mail|newsletter|письм)"
    r"|our mailing address|to unsubscribe\b|e-?mail address will not be published"
    r"|(?:e-mail|email)-adresse wird nicht|adresse (?:de messagerie|e-?mail) ne sera pas"
    r"|endereço de e-?mail não será|protected by re?captcha"
    r"|text is available under|this page was last (?:edited|modified)|powered by wordpress"
    r"|(?:material|page|content|article)s? may not be (?:published|broadcast|reproduced|copied)"
    r"|content herein|licensed under (?:a )?creative commons|published under a creative commons"
    r"|newsletters? may contain|this article was originally published (?:by|on|at|in)"
    r"|this (?:story|article) (?:first|originally) appeared"
    r"|(?:нажимая|подписываясь).{0,60}соглаша|issn[: ]+\d{4}-\d",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"\bour (?:\w+ ){0,2}(?:newsletters?|readers|subscribers|journalism|website|web site|site|sites"
    r"|coverage|daily email|emails?|inbox|privacy|terms|news)\b|\bnews(?:letters?)? .{0,30}your inbox"
    r"|\byour (?:inbox|subscription|donation|contribution|browser)\b|\bpaywall\b|\bad ?blockers?\b"
    r"|we need your help|become a (?:regular )?(?:supporter|member|subscriber)|\bbilled (?:once|monthly)"
    r"|\bsupport (?:us|our|independent)\b|\bdelivered (?:weekday|daily|every|to you)|thanks for being"
    r"|\bsign up (?:for|to|with)\b|\bsubscribe to\b|credit card or paypal|paypal only|\bdisqus\b"
    r"|unser\w* (?:newsletter|leser)|helfen sie|spenden sie|unterstützen sie|notre newsletter"
    r"|abonnez-vous|faire un don|nossa newsletter|receba em seu|наш\w* (?:рассылк|канал|телеграм)"
    r"|quotes? delayed|is a participant in|share this article via|kommentare (?:verfassen|schreiben)"
    r"|^tel(?:\.|efon|ephone)?\.?:? ?\+?[\d(][\d ()/-]{5,}$|^e-?mail: ?\S+@\S+$|^(?:fax|phone):? ?[+\d]"
    r"|关注.{0,10}(?:公众号|微信|客户端)|扫描?二维码",
    re.IGNORECASE,
)
_NOTICE_WORDS = (
    "copyright|(c)|©|ⓒ|版权|著作|reserv|riserv|vorbehalten|réserv|права|воспроизв|использован|未经"
    "|無断|무단|cookie|本网站|continuing to|privacy|terms of|свидетельство|зарегистр|许可证|icp|公网"
    "|举报|报料|爆料|hotline|helpline|编|editor in|редактор|учредитель|mail|newsletter|получ"
    "|unsubscribe|messagerie|adresse|endereço|captcha|text is|last edited|last modified|powered by"
    "|may not be|content herein|creative commons|originally|first appeared|нажимая|подписыва|issn"
).split("|")
_APPEAL_WORDS = (
    "our |your |news|paywall|block|help|become a|billed|support|deliver|thanks for|sign up|subscribe"
    "|paypal|disqus|unser|helfen|spenden|unterstützen|notre|abonnez|faire un|nossa|receba|наш|delayed"
    "|participant|share this|kommentare|tel|mail|fax|phone|关注|二维码"
).split("|")
_EDGES = " \t\r\n\u3000:：.,;|·•●►▶→←↑»«›‹>*#+-–—_/\\[]()【】()…?!？！\"'“”‘’"
_COUNT = re.compile(r" ?[(\[]?\d{1,6}[)\]]?$")

_STOP = re.compile(r"[.,;!?。，；！？] ?(?:\S|$)")
# Chinese has no blanks between words: what has so many is a row of labels.
_LABELS = re.compile(r"[\u3400-\u9fff]{1,6}(?:[ \u3000|]+[\u3400-\u9fff\w]{1,6}){7,}")
_BARS = re.compile(r" ?[|·•｜＞>»] ?| / ")
_BLANKS = re.compile(r"[\s\u3000|·•]+")
_MOST_PARTS = 60

# A page says some of this, or has a line of a menu; most articles that came alone have neither.
_SIGNS = (
    "copyright|rights reserved|cookie|privacy|newsletter|read more|read next|read also|see also"
    "|also read|share on facebook|share on twitter|share this|sign up to|log in|login|unsubscribe|hotline:|issn|paywall"
    "|you may also|you might also|editor in charge|originally published|page 2"
).split("|")
_FOREIGN_SIGNS = (
    "©|ⓒ|lesen sie|vorbehalten|à lire|lire aussi|réservés|mentions légales|leggi anche|política"
    "|también|читай|права|материал|подпис|свидетельство|版权|许可证|编辑|相关|责编|阅读|举报|分享|seite 2|стр. 2|第2页"
    "|当前位置|関連|無断|저작권"
).split("|")


def may_be_a_page(text: str) -> bool:
    """Whether a text (in small letters) says anything that pages say; if not, it has no cues."""
    if any(sign in text for sign in _SIGNS):
        return True
    if not text.isascii() and any(sign in text for sign in _FOREIGN_SIGNS):
        return True
    exact = _exact()
    for line in text.split("\n"):
        if len(line) < _LABEL and line.strip(_EDGES) in exact and line.rstrip()[-1] not in ".,;":
            return True
    return False


def _row(text: str) -> Cue | None:
    """The cue of a row of menu words: About us | Contact | Privacy."""
    if _STOP.search(text):
        return None
    exact = _exact()
    if _LABELS.fullmatch(text):
        return "menu"
    for pattern, share in ((_BARS, 3), (_BLANKS, 2)):
        parts = [part.strip(_EDGES) for part in pattern.split(text.lower())]
        if len(parts) <= _MOST_PARTS:
            found = [exact[part] for part in parts if part in exact]
            if len(parts) >= 3 and len(found) * share >= len(parts):
                return "button" if "button" in found else "menu"
    return None


@cache
def _exact() -> dict[str, Cue]:
    table: dict[str, Cue] = dict.fromkeys(_MENU, "menu")
    table.update(dict.fromkeys(_BUTTON, "button"))
    table.update(dict.fromkeys(_END, "end"))
    table.update(dict.fromkeys(_RELATED, "related"))
    return table


def cue(text: str) -> Cue | None:
    """What a line says it is, if it says that it is no part of an article.

    ``text`` has no blanks around it, and may be a whole paragraph.
    """
    text = text[:LONGEST]
    if len(text) <= _LABEL and not text.endswith((".", ",", ";")):
        plain = text.lower().strip(_EDGES)
        found = _exact().get(plain)
        if found is None and plain[-1:].isdigit():
            found = _exact().get(_COUNT.sub("", plain).strip(_EDGES))
        if found is not None:
            return found
    if len(text) <= LONGEST and (found := _row(text)):
        return found
    if len(text) <= 200:
        if _LINK.match(text):
            return "link"
        if _PRESSED.fullmatch(text) and any(map(str.isalpha, text)):
            return "button"
    # Expressions with so many branches are slow: first, whether one of them can begin at all.
    lowered = text.lower()
    if any(word in lowered for word in _NOTICE_WORDS) and _NOTICE.search(text):
        return "notice"
    if any(word in lowered for word in _APPEAL_WORDS) and _APPEAL.search(text):
        return "appeal"
    return None
