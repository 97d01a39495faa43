"""Labels: the words of menus and buttons, and the headings of what stands around an article.

In small letters and without marks around them, in the languages of the pages seen so far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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


def seeker(sought: Iterable[str]) -> Callable[[str], bool]:
    """Whether any of some words stands in a text, in one walk through it."""
    import ahocorasick

    automaton = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
    for word in sought:
        automaton.add_word(word)
    automaton.make_automaton()
    return lambda text: next(automaton.iter(text), None) is not None


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
|menü|website|veranstaltungen|publikationen|downloads|redaktion|mediathek|fotos|meinung|gesundheit
|medien|produkte|kolumnen|últimas noticias|secciones|especiales|entretenimiento|tecnología
|servicios|ressorts|rubriken|alle themen|autoren|leserbriefe|blogroll|meta|wiadomości|polityka
|gospodarka|kultura|nauka|redakcja|reklama|o nas|nieuws|politiek|economie|cultuur|wetenschap
|over ons|nyheter|nyheder|uutiset|kotimaa|ulkomaat|urheilu|talous|hírek|belföld|külföld|gazdaság
|zprávy|domácí|zahraničí|ekonomika|haberler|gündem|ekonomi|spor|dünya|știri|actualitate|новини
|політика|економіка|війна|αρχική|ειδήσεις|πολιτική|οικονομία|κόσμος|الرئيسية|أخبار|سياسة|اقتصاد
|رياضة|ثقافة|経済|国際|スポーツ|エンタメ|ニュース|정치|경제|사회|문화|스포츠|국제|연예|beranda
|nasional|internasional|olahraga
|trang chủ|thời sự|thế giới|kinh tế
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
|learn more|continue reading|read full article|read the full story|see more|show all|view more
|cancel|submit|register now|join now|sign out|sign me up|your account|manage my account
|email address|your email|email newsletters|newsletter signup|sign up for our newsletter
|subscriptions|subscriber services|subscription options|customer service|site index|site search
|search for|search form|share options|permalink|primary sidebar|footer|skip to the content
|terms of sale|terms of service and privacy policy|privacy settings|privacy overview
|privacy statement|do not sell my personal information|do not sell my info|ad choices
|your ad choices|your california privacy rights|california notice at collection|interest based ads
|interest-based ads|reprints|media kit|masthead|community guidelines|commenting policy
|powered by blogger|advertorial|enlarge image|enlarge this image|expand image|toggle caption
|hide caption|image gallery|tumblr|pocket|xing|viber|vk|flickr|download pdf|save this article
|save for later|read later|add to favorites|cite this article|suggested citation|abbrechen|absenden
|senden|registrieren|jetzt registrieren|passwort|passwort vergessen|benutzername|angemeldet bleiben
|jetzt abonnieren|jetzt spenden|newsletter bestellen|newsletter-anmeldung|zum newsletter
|mehr erfahren|weiterlesen|mehr anzeigen|mehr informationen|alle anzeigen|link kopieren|gefällt mir
|teilen mit|teilen sie dies mit|beitrag teilen|seite teilen|diesen artikel teilen
|diesen beitrag teilen|teile diesen beitrag|artikel drucken|seite drucken|druckversion
|artikel empfehlen|weiterempfehlen|empfehlen|twittern|vorlesen|bild vergrößern|zurück zur übersicht
|zur übersicht|zum seitenanfang|seitenanfang|nach oben scrollen|zurück nach oben|menü öffnen
|menü schließen|hauptmenü|hauptnavigation|metanavigation|unternavigation|servicemenü|sie sind hier
|sie befinden sich hier|springe zum inhalt|zum inhalt wechseln|zum hauptinhalt springen
|zum hauptinhalt|rechtliches|rechtliche hinweise|datenschutzeinstellungen|datenschutzhinweise
|datenschutzbestimmungen|datenschutzrichtlinie|cookie einstellungen|cookie-richtlinie
|nutzungsbasierte onlinewerbung|widerrufsrecht|widerrufsbelehrung|agbs|barrierefreiheit
|erklärung zur barrierefreiheit|leichte sprache|gebärdensprache|inserieren|netiquette
|kommentare-feed|kommentar-feed|feed der einträge|beitrags-feed|suche nach|suchbegriff
|suchbegriff eingeben|suchformular|kontaktformular|kommentar|antworten|e-mail-adresse|pflichtfelder
|vorheriger beitrag|nächster beitrag|vorheriger artikel|nächster artikel|alle akzeptieren
|akzeptieren|ablehnen|gib hier deinen kommentar ein|schliessen|schließen|aller au contenu principal
|lire la suite|en savoir plus|répondre|signaler|envoyer|annuler|flux rss|voir plus|voir tout
|partager cet article|partager sur facebook|imprimer cet article|envoyer à un ami|article précédent
|article suivant|s'identifier|créer un compte|mon compte|je me connecte|offrir cet article|ingresar
|regístrate|registrarse|síguenos|síguenos en|términos y condiciones|políticas de privacidad
|mapa del sitio|contáctenos|contáctanos|quiénes somos|compartir nota|guardar|cerrar|ver más
|edición impresa|responder|enviar|continuar leyendo|leer la nota completa|aviso de privacidad
|términos de uso|anuncio|rispondi|invia|continua a leggere|abbonati|iscriviti|seguici|seguici su
|termini e condizioni|enviar por e-mail|assine|assine já|entrar|continue lendo|publicidade
|termos de uso|siga-nos|udostępnij|udostępnij na facebooku|udostępnij na twitterze
|polityka prywatności|regulamin|drukuj|zaloguj|zaloguj się|subskrybuj|wyślij|odpowiedz
|czytaj więcej|czytaj dalej|szukaj|zarejestruj się|kup teraz|delen|deel dit artikel|deel dit
|inloggen|privacybeleid|cookiebeleid|adverteren|abonneren|reageer|lees verder|advertentie|dela
|dela artikeln|logga in|prenumerera|annons|integritetspolicy|log ind|annonce|privatlivspolitik
|logg inn|personvern|kirjaudu|kirjaudu sisään|tilaa|tietosuojaseloste|mainos|jaa artikkeli
|megosztás|bejelentkezés|regisztráció|adatvédelem|adatvédelmi tájékoztató|hirdetés|impresszum
|tovább olvasom|sdílet|přihlásit|přihlásit se|ochrana osobních údajů|inzerce|tisknout|číst dále
|paylaş|yorum yap|gizlilik politikası|abone ol|giriş yap|üye ol|künye|reklam|distribuie|abonează-te
|politica de confidențialitate|publicitate|citește mai mult|поділитися|підписатися|увійти
|політика конфіденційності|надрукувати|відповісти|читать далее|показать еще|скопировать ссылку
|регистрация на сайте|κοινοποίηση|επικοινωνία|όροι χρήσης|σύνδεση|εγγραφή|διαφήμιση|شارك|اشترك
|تسجيل الدخول|اتصل بنا|من نحن|سياسة الخصوصية|شروط الاستخدام|طباعة|シェアする|ツイート|ツイートする
|続きを読む|利用規約|広告
|会員登録|新規登録|記事を印刷|前の記事|次の記事|もっと見る|印刷|フォローする|구독|구독하기|기사제보
|광고문의|이용약관|개인정보처리방침|좋아요|프린트|글자크기|더보기|본문 바로가기
|메뉴 바로가기|chia sẻ|đăng nhập|đăng ký|bagikan|masuk|daftar|iklan|kebijakan privasi|点击查看更多
|展开全文|阅读全文
|查看更多|收起|点赞|转发|关注|已关注|复制链接|返回首页|用户协议|隐私协议|意见反馈|关于本站|友情链接
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
|latest headlines|latest posts|latest articles|latest videos|latest updates|most shared|most recent
|most read today|most popular today|most popular stories|recommended reading|recommended articles
|recommended posts|recommended videos|related reading|related reads|related items|related videos
|you might like|you may like|also of interest|more to read|more to explore|we recommend
|what to read next|read this next|watch next|more stories like this|top news|trending stories
|trending articles|trending topics|now trending|popular this week|popular stories|featured stories
|featured articles|other stories|other news|other articles|similar articles|similar posts
|similar stories|from the web|sponsored stories|paid content|more videos|just watched|must watch
|more in this section|more coverage|editors' choice|editor’s choice|editor's choice|editors’ choice
|staff picks|hot topics|keep reading|more articles|more posts|recent stories|recent news
|ähnliche beiträge|ähnliche themen|verwandte beiträge|verwandte themen
|das könnte dich auch interessieren|das könnte dich interessieren|das könnte sie interessieren
|das könnte ihnen auch gefallen|das könnte dir auch gefallen|auch lesenswert|neueste artikel
|neueste kommentare|letzte kommentare|letzte artikel|letzte beiträge|aktuelle beiträge
|aktuelle artikel|aktuelle meldungen|aktuelle nachrichten|beliebte artikel|beliebte beiträge
|weitere beiträge|weitere meldungen|weitere news|mehr news|die redaktion empfiehlt
|empfohlene artikel|interessante artikel|meistgelesene|am meisten gelesen|top-themen|top-beiträge
|mehr von uns|mehr aus dem ressort|weitere beiträge zum thema|beiträge zum thema
|lesen sie mehr zum thema|más leídas|más leídos|las más leídas|lo más visto|lo último
|te recomendamos|le puede interesar|también te puede interesar|notas relacionadas
|noticias más leídas|más sobre este tema|contenido relacionado|você pode gostar|veja mais
|últimas notícias|notícias relacionadas|mais notícias|leia mais sobre|você também pode gostar
|matérias relacionadas|les plus partagés|à lire sur le même sujet|articles les plus lus
|articles récents|vous aimerez aussi|recommandé pour vous|nos derniers articles|plus d'articles
|à voir aussi|contenus similaires|lire également|ti potrebbe interessare|articoli recenti
|ultime notizie|notizie correlate|vedi anche|powiązane|powiązane artykuły|zobacz też
|przeczytaj także|przeczytaj też|najnowsze|najpopularniejsze|najczęściej czytane|podobne artykuły
|warto przeczytać|meer nieuws|meer over dit onderwerp|gerelateerde artikelen|gerelateerd
|meest gelezen|lees meer over|lees meer|læs også|læs mere|mest læste|läs också|läs mer|läs även
|mest läst|les også|mest lest|lue myös|luetuimmat|lisää aiheesta|kapcsolódó cikkek|kapcsolódó
|ajánljuk|ezt is olvasd el|legolvasottabb|související články|související|přečtěte si také
|mohlo by vás zajímat|nejčtenější|ilgili haberler|benzer haberler|çok okunanlar
|bunlar da ilginizi çekebilir|citește și|articole similare|cele mai citite|ultimele știri
|читайте також|новини за темою|останні новини|популярні новини|последние новости|новости партнеров
|новости партнёров|самое популярное|материалы по этой теме|διαβάστε επίσης|διαβάστε ακόμη
|σχετικά άρθρα|δημοφιλή|اقرأ أيضا|مواضيع ذات صلة|أخبار ذات صلة|الأكثر قراءة|baca juga
|berita terkait|artikel terkait|terpopuler|xem thêm|tin liên quan|tin cùng chuyên mục|đọc nhiều
|あわせて読みたい|関連ニュース|最新記事|最新ニュース|アクセスランキング|記事ランキング
|よく読まれている記事|こちらもおすすめ|관련 기사|관련뉴스|주요뉴스|이 시각 주요뉴스|인기기사
|相关文章|为您推荐|推荐新闻|大家都在看|最新文章|最新新闻|今日热点|热点新闻|编辑推荐|热门评论
|相關新聞|相關文章|延伸閱讀|熱門新聞|推薦閱讀|最新消息
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
|leave your comment|add a comment|post your comment|comments are closed|comments closed
|load comments|show comments|reader comments|reader interactions|your thoughts|post navigation
|comment navigation|comments powered by disqus|blog comments powered by disqus|about author
|meet the author|share your thoughts|leave a response|cancel reply|leave a reply cancel reply
|kommentar hinzufügen|kommentar hinterlassen|kommentar abgeben|kommentare anzeigen
|kommentare ansehen|hinterlasse einen kommentar|hinterlasse jetzt einen kommentar
|hinterlasse eine antwort|schreib einen kommentar|antworten abbrechen|leserbrief schreiben
|beitrags-navigation|beitragsnavigation|artikel-navigation|diskutieren sie mit|ihr kommentar
|dein kommentar|ihre meinung zum thema|über die autoren|zum autor|zur autorin|zur person des autors
|tous les commentaires|vos commentaires|poster un commentaire|écrire un commentaire
|votre commentaire|sur l'auteur|à propos de l'auteur|laisser une réponse|navigation de l'article
|comentar|escribe un comentario|deja una respuesta|dejar un comentario|añadir comentario
|los comentarios|sobre el autor|temas relacionados|etiquetas|inserisci un commento
|lascia una risposta|scrivi un commento|commenta|autore|deixe seu comentário
|deixe uma resposta cancelar resposta|faça seu comentário|sobre o autor|komentarze|dodaj komentarz
|napisz komentarz|skomentuj|zostaw komentarz|o autorze|tematy|tagi|reacties|plaats een reactie
|geef een reactie|reageren|over de auteur|kommentarer|skriv en kommentar|lämna en kommentar
|legg igjen en kommentar|kommentit|kirjoita kommentti|osallistu keskusteluun|jätä kommentti
|hozzászólások|szólj hozzá|komentáře|diskuze|přidat komentář|yorumlar|yorum yaz|comentarii
|lasă un comentariu|lasă un răspuns|scrie un comentariu|коментарі|залишити коментар
|написать комментарий|ваш комментарий|оставьте комментарий|σχόλια|αφήστε ένα σχόλιο|تعليقات
|التعليقات|اترك تعليقا|komentar|tinggalkan komentar|bình luận|ý kiến|コメントする
|この記事へのコメント|コメントを書く
|コメントを投稿|댓글쓰기|댓글 쓰기|의견쓰기|发表回复|留言|留言板|評論|發表評論|网友留言|全部评论
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
