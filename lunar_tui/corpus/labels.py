"""Labels: the words of menus and buttons, and the headings of what stands around an article.

In small letters and without marks around them, in the languages of the pages seen so far.
"""

from __future__ import annotations

from typing import Literal

Cue = Literal["menu", "button", "link", "related", "end", "notice", "appeal"]
"""What a line says it is.

menu: a word of a menu, which may stand in an article as well (Home, Politics). button: what only
a page says (Share on Facebook). link: a link to another article, in one line with its heading.
related: the heading of a list of other articles. end: the heading of what follows an article and
never returns to it (Leave a comment). notice: what is said of the page or its owner (All rights
reserved). appeal: what may be an owner's address to its readers, or a sentence of the article.
"""

LONGEST_LABEL = 40
"""Characters of the longest label."""
EDGES = " \t\r\n\u3000:：.,;|·•●►▶→←↑»«›‹>*#+-–—_/\\[]()【】()…?!？！\"'“”‘’"


def words(text: str) -> tuple[str, ...]:
    """What stands between bars."""
    return tuple(text.split("|"))


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
|deutsch|français|español|italiano|русский|中文|columnists|obituaries|classifieds
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

_BUTTONS = _phrases("""
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
|карта сайта|медиакит|рассылка|подписка на рассылку|подписка|наверх|показать ещё
|добавить в избранное
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
|up next|next story|upcoming events|what others are reading
|lesen sie auch|lesen sie hier|auch interessant|das könnte sie auch interessieren|mehr zum thema
|mehr zu|zum thema|mehr aus|meistgelesen|meist gelesen|meist-gelesen|meistgelesene artikel
|meist-diskutiert|meistkommentiert|beliebt|weitere artikel|weitere themen|weitere nachrichten
|verwandte artikel|ähnliche artikel|empfehlungen|neueste beiträge|siehe auch
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

_ENDS = _phrases("""
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

LABELS: dict[str, Cue] = {
    **dict.fromkeys(_MENU, "menu"),
    **dict.fromkeys(_BUTTONS, "button"),
    **dict.fromkeys(_ENDS, "end"),
    **dict.fromkeys(_RELATED, "related"),
}

# A page says some of this, or has a line of a menu; most articles that came alone have neither.
_SIGNS = words(
    "copyright|rights reserved|cookie|privacy|newsletter|read more|read next|read also|see also"
    "|also read|share on facebook|share on twitter|share this|sign up to|log in|login"
    "|unsubscribe|hotline:|issn|paywall"
    "|you may also|you might also|originally published|page 2"
)
_FOREIGN_SIGNS = words(
    "©|ⓒ|lesen sie|vorbehalten|à lire|lire aussi|réservés|mentions légales|leggi anche|política"
    "|también|читай|права|материал|подпис|свидетельство|版权|许可证|编辑|相关|责编|阅读|举报"
    "|分享|seite 2|стр. 2|第2页"
    "|当前位置|関連|無断|저작권"
)


def may_be_a_page(text: str) -> bool:
    """Whether a text (in small letters) says anything that pages say; if not, it has no cues."""
    if any(sign in text for sign in _SIGNS):
        return True
    if not text.isascii() and any(sign in text for sign in _FOREIGN_SIGNS):
        return True
    for line in text.split("\n"):
        if (
            len(line) < LONGEST_LABEL
            and line.strip(EDGES) in LABELS
            and line.rstrip()[-1] not in ".,;"
        ):
            return True
    return False
