# Sentences of the interface, in Fluent (projectfluent.org). The other languages have the same keys and arguments.

## Punctuation

colon = {"\u00A0"}:
question-mark = {"\u202F"}?

## Frame

nav-skip = Aller au contenu
nav-skip-results = Aller aux résultats
nav-label = Menu principal
nav-browse = Parcourir
nav-changes = Changements
nav-deposit = Déposer
search-label = Chercher une ressource
search-placeholder = Chercher : sommeil, brise-glace…
search-button = Chercher
footer-label = Pied de page
footer-about = À propos
footer-charter = Charte
footer-help = Aide
footer-licences = Licences
footer-themes = Thèmes
footer-feed = Flux Atom
footer-api = API
footer-words = Une bibliothèque écrite par celles et ceux qui s’en servent. Lisez, adaptez, partagez : chaque ressource dit sa licence et ses auteurs.
feed-title = Nouveautés de cette page (Atom)
older = Plus ancien
copy = Copier
copied = Copié
restore = Rétablir
tags-label = Thèmes

## Home page

home-title = Des ressources pour animer, à partager
home-lead = { $n ->
    [0] La bibliothèque de l’éducation en santé est vide pour l’instant. Déposez la première ressource !
    [one] { $n } ressource de l’éducation en santé, à lire, à adapter et à réutiliser librement. Sans compte, sans publicité.
   *[other] { $n } ressources de l’éducation en santé : fiches, outils, synthèses. À lire, à adapter, à réutiliser. Sans compte, sans publicité.
 }
home-placeholder = Par exemple : parler du sommeil en groupe
home-tags = Thèmes les plus fréquents
home-all-tags = Tous les thèmes
home-kinds = Parcourir par type
home-deposit = Déposer une ressource
home-deposit-help = Un document, une fiche, un retour d’expérience : deux minutes suffisent.
home-latest = Dernières ressources
home-all = Toutes les ressources
home-empty = Aucune ressource pour l’instant.
home-welcome = Bienvenue
home-edit-intro = Modifier ce texte
home-changes = Derniers changements
home-all-changes = Tous les changements

## Search and lists

search-title = Toutes les ressources
search-title-query = Recherche : « { $query } »
list-kind = { $name }
list-tag = Thème : { $name }
list-author = Auteur{"\u00A0"}: { $name }
search-did-you-mean = Vouliez-vous dire
search-also = Aussi cherché :
search-literal = Chercher seulement ces mots
search-widen = Chercher aussi les mots proches
search-corrected = Aucune ressource ne contient «{"\u00A0"}{ $word }{"\u00A0"}». Cherché à la place{"\u00A0"}: { $words }.
search-unquoted = Aucune ressource ne contient «{"\u00A0"}{ $quotation }{"\u00A0"}» d’un seul tenant. Les mots ont été cherchés séparément.
search-left-out = Aucune ressource n’a tous ces mots. Cherché sans{"\u00A0"}: { $words }.
search-help = Comment chercher
search-help-words-example = atelier sommeil
search-help-words = Des mots simples, dans n’importe quel ordre. Accents, majuscules, pluriels et fautes de frappe n’y changent rien.
search-help-phrase-example = "tour de table"
search-help-phrase = Entre guillemets{"\u00A0"}: ces mots côte à côte.
search-help-without-example = brise-glace -enfants
search-help-without = Un tiret devant un mot l’écarte. Il écarte aussi une expression{"\u00A0"}: -"jeu de rôle".
search-help-field-example = thème:animation public:adolescents
search-help-field = Dans un champ seulement{"\u00A0"}: type, thème, licence, auteur, année, langue, public… Une valeur de plusieurs mots se met entre guillemets.
search-help-prefix-example = photol
search-help-prefix = Le dernier mot peut n’être que commencé.
search-help-count = Le nombre de ressources est exact{"\u00A0"}: il compte toutes celles qui ont assez de vos mots, les mots rares pesant plus que les mots courants. Filtres et pages suivent la même règle.
search-help-more = Toute l’aide à la recherche
suggest-label = Suggestions
suggest-count = Suggestions{"\u00A0"}: { $n }
suggest-open = ouvrir
search-filters = Filtres actifs
search-remove-filter = Retirer le filtre
search-clear = Retirer tous les filtres
search-total = { $n ->
    [0] Aucune ressource
    [one] { $n } ressource
   *[other] { $n } ressources
 }
search-sort = Trier par
sort-relevance = pertinence
sort-updated = mise à jour
sort-created = date de dépôt
sort-title = titre
search-narrow = Affiner
search-results = Résultats
search-nothing = Rien n’a été trouvé
search-nothing-help = Vérifiez l’orthographe, essayez avec moins de mots ou des mots plus courants. Accents et pluriels n’y changent rien.
search-nothing-filtered = Des ressources ont vos mots, mais aucune ne passe ces filtres.
search-see-themes = Parcourir les thèmes
search-deposit = Déposer la ressource qui manque
search-feed = Suivre cette recherche (Atom)
facet-kind = Type de ressource
facet-tag = Thème
facet-licence = Licence
facet-author = Auteur
facet-year = Année
facet-language = Langue
facet-without = Sans
facet-side-by-side = Côte à côte
facet-literal = Ces mots seulement
facet-more = { $n ->
    [one] { $n } autre
   *[other] { $n } autres
 }
pager-label = Pages de résultats
pager-previous = Page précédente
pager-next = Page suivante
pager-place = Page { $current } sur { $last }
card-in-file = Trouvé dans le fichier
card-page = page { $n }
card-slide = diapositive { $n }
card-updated = Mise à jour
themes-title = Tous les thèmes
themes-words = Les mots-clés que les contributeurs ont donnés aux ressources.
themes-none = Aucun thème pour l’instant.

## Sheet

sheet-by = Par
sheet-after = D’après
sheet-after-by = par { $authors }
sheet-outline = Sommaire
sheet-files = { $n ->
    [one] Fichier à télécharger
   *[other] Fichiers à télécharger ({ $n })
 }
# Fichiers avec leur licence
file-download = Télécharger
file-download-marked = Télécharger avec la licence
file-marked-words = «{"\u00A0"}Télécharger avec la licence{"\u00A0"}» donne une copie où les auteurs, la licence et l’adresse sont inscrits dans le fichier.
unmarked-title = La licence n’a pas été inscrite dans ce fichier
unmarked-unsupported = Les fichiers comme «{"\u00A0"}{ $name }{"\u00A0"}» n’ont pas de place prévue pour une licence.
unmarked-encrypted = «{"\u00A0"}{ $name }{"\u00A0"}» est protégé par un mot de passe{"\u00A0"}: rien ne peut y être ajouté.
unmarked-damaged = «{"\u00A0"}{ $name }{"\u00A0"}» n’a pas pu être lu comme un fichier de ce type{"\u00A0"}: il est peut-être abîmé.
unmarked-too_large = «{"\u00A0"}{ $name }{"\u00A0"}» est trop volumineux, ou trop compliqué, pour qu’une copie en soit préparée ici.
unmarked-help = Le fichier d’origine reste téléchargeable. Si vous le partagez, joignez-y cette ligne.
unmarked-original = Télécharger le fichier d’origine

sheet-credit = Licence et crédit
sheet-credit-help = Vous réutilisez cette ressource ? Copiez cette ligne sur votre document.
sheet-credit-others = Cette licence ne s’étend pas aux œuvres d’autres personnes que montre cette page. À lire avant de la partager{"\u00A0"}:
sheet-credit-line = Ligne de crédit
sheet-address = Adresse de cette fiche :
sheet-related = Ressources voisines
sheet-backlinks = Citée dans
sheet-made = Réalisée le
sheet-deposited = Déposée le
sheet-updated = Mise à jour le
sheet-updated-by = par { $name }
sheet-version = version { $n }
actions-label = Cette ressource
actions-read = Lire
actions-edit = Modifier
actions-adapt = Adapter
actions-collect = Ajouter à un dossier

# Sources, crédits et adaptations d’une fiche
credits-title = Sources et crédits
credits-adapted = Adapté de
credits-included = Contient
credits-quoted = Cite
credits-by = par { $authors }
credits-no-licence = licence non indiquée
credits-changes = Modifié{"\u00A0"}: { $changes }
credits-modified = Modifié
credits-unmodified = Sans modification
credits-extract = Extrait{"\u00A0"}: { $extract }
credits-updated = Dernière mise à jour{"\u00A0"}:
credits-undated = Date de sa dernière mise à jour inconnue.
credits-notices = Mentions qui accompagnent cette œuvre{"\u00A0"}:
credits-withdrawn = Cette ressource a été retirée de la bibliothèque depuis.
credits-lost = Cette ressource n’est pas dans la bibliothèque.
credits-through = Utilisé par «{"\u00A0"}{ $title }{"\u00A0"}»
credits-files = Fichiers sous leur propre licence
credits-further = Ce que ces sources doivent à d’autres
credits-more = Les sources plus lointaines sont sur les pages de celles-ci.
credits-other-forms = La même en Markdown ou en HTML
credits-newer-title = L’original a changé depuis
credits-newer = «{"\u00A0"}{ $title }{"\u00A0"}» en est à la version{"\u00A0"}{ $latest }{"\u202F"}; cette adaptation a été faite à partir de la version{"\u00A0"}{ $used }.
credits-newer-compare = Voir ce qui a changé
credits-newer-take = Reprendre les changements
credits-variants = Adaptations
credits-variants-more = { $n ->
    [one] Et { $n } autre.
   *[other] Et { $n } autres.
 }
credits-variant-compare = Voir ce qui diffère

actions-history = Historique
actions-cite = Citer
actions-print = Imprimer
actions-rename = Changer l’adresse
actions-withdraw = Retirer de la bibliothèque
published-title = Merci ! Votre ressource est publiée.
published-words = Tout le monde peut la lire et la télécharger dès maintenant. Voici de quoi la faire connaître.
published-address = Son adresse
published-another = Déposer une autre ressource
as-of-title = Ceci est la version { $n }, elle n’est plus la dernière
as-of-latest = Ceci est la version { $n }, la dernière
as-of-permanent = Cette adresse montrera toujours cette version : vous pouvez la citer.
as-of-current = Voir la version actuelle
as-of-compare = Comparer avec l’actuelle
cite-title = Citer : { $title }
cite-heading = Citer cette ressource
cite-words = La licence demande de nommer les auteurs. Le travail est fait : copiez la ligne qui vous convient.
cite-text = En texte (document, affiche, diaporama)
cite-html = En HTML (site web)
cite-markdown = En Markdown (wiki, dépôt de code)
cite-reference = Référence bibliographique
cite-reference-text = Pour une bibliographie (ISO{"\u00A0"}690)
cite-managers = Pour un logiciel de bibliographie, comme Zotero{"\u00A0"}:
cite-bibtex = BibTeX
cite-ris = RIS
cite-csl = CSL-JSON
cite-addresses = Adresses
cite-address = Adresse de la fiche, toujours à jour
cite-permanent = Adresse de la version { $n }, qui ne changera jamais

## Files

media-pdf = PDF
media-slides = Diaporama
media-sheet = Tableur
media-text = Document texte
media-image = Image
media-sound = Son
media-video = Vidéo
media-archive = Archive
media-file = Fichier
size-bytes = { $n ->
    [one] { $n }{"\u00A0"}octet
   *[other] { $n }{"\u00A0"}octets
 }
size-kilobytes = { $n }{"\u00A0"}ko
size-megabytes = { $n }{"\u00A0"}Mo
size-gigabytes = { $n }{"\u00A0"}Go

## Forms: a resource

form-required = (obligatoire)
form-none = Pas de réponse
form-title-label = Titre
form-title-help = Court et parlant : ce qu’on taperait pour la retrouver.
form-body-label = Texte
form-body-help = Écrivez simplement. Une ligne vide sépare deux paragraphes, « ## » commence un titre, « - » une liste.
form-body-guide = Écrire en Markdown (nouvel onglet)
form-licence-label = Licence
form-licence-guide = Choisir une licence (nouvel onglet)
form-authors-label = Auteurs
form-authors-help = Les personnes ou les équipes à citer, une par ligne. Elles seront créditées sur chaque copie. Laissez vides les lignes en trop.
form-authors-help-adapting = Vous, et ceux qui adaptent avec vous, pour votre part. L’original et ses auteurs restent crédités d’eux-mêmes{"\u00A0"}: ne les répétez pas.
form-authors-none = aucun auteur indiqué
form-author-name = Nom (auteur { $n })
form-author-role = Rôle (auteur { $n })
form-tags-label = Thèmes
form-tags-none = aucun thème
form-tags-help = Des mots-clés séparés par des virgules : sommeil, douleur, animation.
form-language-label = Langue de la ressource
form-language-help = Celle dans laquelle elle est écrite.
form-created-label = Date de l’œuvre
form-created-none = non précisée
form-created-help = Le jour où elle a été faite, si vous le savez. Laissez vide sinon{"\u00A0"}: la date du dépôt est gardée de toute façon.
form-slug-label = Adresse
form-slug-help = La fin de l’adresse web : des lettres minuscules sans accent, des chiffres et des tirets. Laissez vide pour qu’elle vienne du titre.
form-summary-label = Qu’avez-vous changé{"\u202F"}?
form-summary-help = Quelques mots pour les autres, par exemple : durée corrigée, variante à distance ajoutée.
form-signature-label = Votre nom
form-signature-help = Facultatif. S’il est donné, il figure dans l’historique, que tout le monde peut lire.
form-reason-label = Raison
form-reason-help = Elle sera affichée à la place de la ressource.
form-files-label = Fichiers
form-files-add = Ajouter des fichiers
form-files-none = aucun
form-files-count = { $n ->
    [one] { $n } fichier
   *[other] { $n } fichiers
 }
form-file-title = Titre du fichier
form-file-licence = Licence du fichier
form-file-licence-same = La même que la ressource
form-file-remove = Enlever ce fichier
form-promise = Tout le monde peut corriger, rien ne se perd : chaque version reste dans l’historique. En enregistrant, vous acceptez que votre texte soit publié sous la licence choisie.
form-promise-new = Ce que vous publiez pourra être amélioré par d’autres{"\u202F"}; toutes les versions sont gardées.
form-save = Enregistrer
form-publish = Publier
form-preview = Aperçu
form-cancel = Annuler
form-errors-title = Il reste quelque chose à corriger
form-errors-kept = Ce que vous avez écrit est toujours là. Rien n’a encore été enregistré.
upload-help = Tous les formats courants, jusqu’à { $max } par fichier. Plusieurs fichiers possibles.
upload-too-large = trop volumineux, la limite est { $max }
upload-sending = Envoi en cours
upload-failed = L’envoi n’a pas abouti. Vérifiez la connexion, puis essayez encore : vos fichiers sont toujours choisis.
editor-preview = Aperçu
editor-preview-failed = L’aperçu n’est pas disponible pour l’instant.
editor-draft-found = Ce navigateur garde un brouillon que vous n’avez pas enregistré, du
editor-draft-take = Reprendre le brouillon
editor-draft-drop = L’oublier
edit-title = Modifier : { $title }
preview-heading = Aperçu
preview-not-saved = Rien n’est encore enregistré.
preview-to-form = Revenir au formulaire

# Forms: where a work comes from, the works it is made from, its licence, the right to share it
form-origin-label = Est-ce vous qui l’avez faite{"\u202F"}?
form-origin-label-adapting = Votre part{"\u00A0"}: est-ce vous qui l’avez faite{"\u202F"}?
form-origin-own = Oui, c’est mon travail
form-origin-own-then = La licence est votre choix.
form-origin-with_others = Oui, avec d’autres personnes
form-origin-with_others-then = Chacune doit être d’accord avec la licence. Citez-les toutes parmi les auteurs.
form-origin-permitted = Non, mais elle peut être partagée
form-origin-permitted-then = Sa licence le dit, ou ses auteurs vous l’ont permis. Gardez la licence qu’ils ont choisie. Plus haut, dans «{"\u00A0"}Fait à partir de{"\u00A0"}», dites de qui elle est et où on la trouve.
form-origin-unclear = Je ne sais pas d’où elle vient
form-origin-unclear-then = Elle peut être gardée en brouillon, mais pas encore publiée. Demandez à ses auteurs, mettez un lien vers elle, ou citez-en un court passage.
form-origin-partly = Vous êtes parti d’autres œuvres, même en partie{"\u202F"}? Dites lesquelles plus haut, dans «{"\u00A0"}Fait à partir de{"\u00A0"}».
form-origin-missing = Dites si c’est vous qui l’avez faite.
form-origin-unclear-refused = Tant qu’on ne sait pas d’où vient ce contenu, il ne peut pas être publié. Gardez-le en brouillon, le temps de demander à ses auteurs s’ils acceptent une licence. Sinon, mettez un lien vers lui, ou citez-en un court passage avec l’auteur et la source.
form-rights-label = Licence et droits
form-licence-help-questions = La licence dit ce que les autres peuvent faire de votre travail. Répondez à deux questions, ou choisissez-la par son nom.
form-licence-help-name = La licence dit ce que les autres peuvent faire de cette ressource.
form-licence-asked = Les œuvres dont celle-ci est faite limitent le choix{"\u00A0"}:
form-clash-ways = Vous pouvez{"\u00A0"}:
form-may_sell-label = D’autres peuvent-ils le vendre{"\u202F"}?
form-may_sell-yes = Oui
form-may_sell-yes-then = Une association peut l’imprimer et le vendre, une formation payante peut s’en servir.
form-may_sell-no = Non
form-may_sell-no-then = Seuls les usages non commerciaux sont permis. Il ne pourra pas être mélangé aux fiches sous CC BY-SA, les plus nombreuses ici.
form-may_change-label = D’autres peuvent-ils le modifier{"\u202F"}?
form-may_change-yes = Oui
form-may_change-yes-then = Ils peuvent l’adapter et le traduire, et choisir la licence de ce qu’ils en font.
form-may_change-share_alike = Oui, s’ils partagent de la même façon
form-may_change-share_alike-then = Ils peuvent l’adapter et le traduire{"\u202F"}; ce qu’ils en font reste partagé sous la même licence.
form-may_change-no = Non
form-may_change-no-then = On peut le partager, mais personne d’autre ne peut en publier une traduction ni une version corrigée.
form-answers-yes-yes = Vos réponses mènent à { $licence }, parce que d’autres peuvent le vendre et le modifier.
form-answers-yes-share_alike = Vos réponses mènent à { $licence }, parce que d’autres peuvent le vendre, et le modifier s’ils partagent de la même façon.
form-answers-yes-no = Vos réponses mènent à { $licence }, parce que d’autres peuvent le vendre, mais pas le modifier.
form-answers-no-yes = Vos réponses mènent à { $licence }, parce que d’autres peuvent le modifier, mais pas le vendre.
form-answers-no-share_alike = Vos réponses mènent à { $licence }, parce que d’autres ne peuvent pas le vendre, et peuvent le modifier s’ils partagent de la même façon.
form-answers-no-no = Vos réponses mènent à { $licence }, parce que d’autres ne peuvent ni le vendre ni le modifier.
form-answers-later = Si vous changez une réponse, l’aperçu dira à quelle licence elle mène.
form-licence-known = Je sais quelle licence je veux
form-licence-name-label = La licence, par son nom
form-licence-by-answers = Celle à laquelle mènent mes réponses
form-licence-choose = Choisissez une licence
form-licence-stated = { $licence } est choisie par son nom{"\u00A0"}: c’est elle qui compte, quelles que soient les réponses.
form-licence-group-free = Sans demander à personne
form-licence-group-authors = Si vous en êtes la seule autrice ou le seul auteur
form-licence-group-authors_others = Autres licences, si vous en êtes la seule autrice ou le seul auteur
form-licence-group-recommended = Les plus utiles
form-licence-group-common = Les plus courantes
form-licence-group-others = Autres licences
form-licence-group-refused = Les œuvres dont celle-ci est faite ne la permettent pas
form-licence-none-fits = Aucune licence ne convient tant que ces œuvres sont réunies{"\u00A0"}: retirez-en une, puis demandez l’aperçu.
form-answer-closed = Pas possible ici{"\u00A0"}: une œuvre dont celle-ci est faite ne le permet pas ({ $licences }).
form-former = Une licence donnée ne se reprend pas{"\u00A0"}: les versions déjà publiées restent sous { $licence }.
form-former-or = {" ou "}
form-former-free = Sans demander à personne, les suivantes peuvent prendre { $licences }. Pour une autre licence, il faut l’accord de toutes les personnes qui ont écrit.
form-former-none = Pour donner une autre licence aux suivantes, il faut l’accord de toutes les personnes qui ont écrit.
form-former-together = Vous êtes plusieurs, et tous d’accord{"\u202F"}? Déposez-la à nouveau sous la licence choisie, en répondant «{"\u00A0"}Oui, avec d’autres personnes{"\u00A0"}» et en les citant toutes{"\u00A0"}; mettez ici un lien vers la nouvelle. Celle-ci garde sa licence.
form-sole_author-label = Je suis la seule autrice ou le seul auteur de toute la fiche.
form-sole_author-help = À cocher seulement pour une autre licence. Signez plus bas du nom sous lequel vous avez écrit toutes les versions.
form-author_agrees-words = Cette ressource est sous { $licence }{"\u00A0"}: ses auteurs ne permettent pas que d’autres en publient un texte changé. Pour corriger une faute ou mettre à jour, il faut en être l’auteur ou avoir son accord. Les thèmes et les autres renseignements se changent librement.
form-author_agrees-label = Je suis l’auteur ou j’ai son accord.
form-author_agrees-help = À cocher si vous changez le texte ou les fichiers. Inutile si vous signez du nom d’un des auteurs.
form-right-label = J’ai le droit de partager ce contenu sous cette licence
form-right-licence = {"\u00A0"}: { $licence }
form-right-label-named = J’ai le droit de partager ce contenu sous cette licence{"\u00A0"}: { $licence }
form-right-help = Vous l’avez fait, ses auteurs sont d’accord, ou sa licence le permet. Une licence donnée ne se reprend pas.
form-right-missing = Cochez cette case si vous avez le droit de le partager. Sinon, gardez-le en brouillon.
form-works-label = Fait à partir de
form-works-none = aucune œuvre indiquée
form-works-count = { $n ->
    [one] { $n } œuvre
   *[other] { $n } œuvres
 }
form-works-help = Les œuvres que vous avez adaptées, incluses ou citées. Leur crédit s’ajoute de lui-même à la page, et leur licence limite le choix de la vôtre.
form-works-add = Ajouter une œuvre
form-work = Œuvre { $n }
form-work-resource-label = Une ressource d’ici
form-work-resource-help = Son titre exact, son adresse, ou la fin de son adresse{"\u00A0"}: brise-glace.
form-work-revision-label = Sa version
form-work-revision-help = Son numéro. Vide pour la dernière.
form-work-elsewhere = Ou une œuvre venue d’ailleurs
form-work-title-label = Titre de l’œuvre
form-work-authors-label = Auteurs de l’œuvre
form-work-url-label = Adresse web de l’œuvre
form-work-licence-label = Licence de l’œuvre
form-work-licence-none = Je ne sais pas, ou aucune
form-work-updated-label = Sa dernière mise à jour
form-work-updated-help = Le jour, si l’œuvre l’indique. La Licence Ouverte demande de le dire.
form-work-undated = Ni l’œuvre ni son site ne disent ce jour
form-work-notices-label = Ses mentions, mot pour mot
form-work-notices-help = Le copyright, l’avis de licence ou l’absence de garantie, s’ils accompagnent l’œuvre. Ils restent avec le crédit.
form-work-use-label = Comment vous vous en servez
form-work-use-adapted = Adaptée (traduite, abrégée…)
form-work-use-included = Incluse sans changement
form-work-use-quoted = Citée (un court passage)
form-work-changes-label = Ce que vous y avez changé
form-work-changes-help = En une ligne{"\u00A0"}: traduit, abrégé, mis à jour… Le crédit le dira.
form-work-remove = Enlever cette œuvre

## Deposit

deposit-title = Déposer une ressource
deposit-wish = Vous allez créer «{"\u00A0"}{ $title }{"\u00A0"}».
deposit-steps = Étapes du dépôt
deposit-step-kind = Type
deposit-step-files = Fichiers
deposit-step-form = Description
deposit-step-preview = Vérification
deposit-kind-heading = Que voulez-vous partager{"\u202F"}?
deposit-kind-help = Vous hésitez{"\u202F"}? Prenez le plus proche.
deposit-guide = Comment déposer
deposit-change-kind = Changer de type
deposit-files-heading = Avez-vous des fichiers à joindre{"\u202F"}?
deposit-files-words = PDF, diaporama, tableur, image… Le titre, les auteurs, la langue et la date seront lus dans le document quand c’est possible ; vous pourrez les corriger.
deposit-files-choose = Choisir des fichiers
deposit-files-people = Vérifiez qu’aucune personne soignée ne peut être reconnue, ni dans le texte ni sur une photo, sans son accord.
deposit-next = Continuer
deposit-no-file = Continuer sans fichier
deposit-prefilled = Ces informations ont été lues dans vos fichiers. Vérifiez-les.
deposit-form-heading = Décrivez votre ressource
deposit-preview-words = Voici votre ressource telle qu’elle sera. Elle n’est pas encore publiée.
deposit-preview-unclear = Cette ressource ne peut pas être publiée pour l’instant.
deposit-no-author = Aucun auteur n’est indiqué. La ligne de crédit le dira ainsi{"\u00A0"}: « auteur non indiqué ». Si vous savez qui citer, ajoutez son nom.
deposit-add-author = Indiquer les auteurs
deposit-others-unnamed = Vous l’avez faite avec d’autres personnes{"\u00A0"}: citez-les aussi parmi les auteurs.
deposit-add-others = Ajouter leurs noms
deposit-no-changes = Vous n’avez pas dit ce que vous avez changé dans «{"\u00A0"}{ $title }{"\u00A0"}». Une ligne suffit, et c’est ce que les lecteurs cherchent d’abord.
deposit-add-changes = Dire ce qui a changé
deposit-correct = Corriger

## History and comparison

history-title = Historique : { $title }
history-words = Toutes les versions sont gardées. Rétablir une version en écrit une nouvelle : rien n’est effacé.
history-compare = Comparer les deux versions choisies
history-older = avant
history-newer = après
history-latest = actuelle
history-see-change = Voir ce qui a changé
history-new-licence = licence changée
compare-original = L’original
compare-adaptation = L’adaptation
action-created = déposée
action-revised = modifiée
action-merged = modifiée, fusionnée avec un autre changement
action-restored = version rétablie
action-file_attached = fichier ajouté
action-imported = importée
action-renamed = adresse changée
action-withdrawn = retirée
action-kind_defined = type de ressource défini
actor-anonymous = sans signature
actor-system = la bibliothèque
compare-title = Comparer : { $title }
compare-older = Avant
compare-newer = Après
compare-legend = Légende :
compare-legend-removed = texte enlevé
compare-legend-added = texte ajouté
compare-same = Ces deux versions disent la même chose.
compare-before = Avant :{" "}
compare-after = Après :{" "}
compare-begin-del = {" "}[enlevé :{" "}
compare-end-del = {"]"}{" "}
compare-begin-ins = {" "}[ajouté :{" "}
compare-end-ins = {"]"}{" "}
compare-skipped = { $n ->
    [one] { $n } ligne identique
   *[other] { $n } lignes identiques
 }
compare-earlier = Changement précédent
compare-later = Changement suivant
compare-restore = Rétablir la version { $n }
part-title = Titre
part-kind = Type
part-body = Texte
part-licence = Licence
part-authors = Auteurs
part-tags = Thèmes
part-language = Langue
part-created = Date de réalisation
part-derived_from = Adapté de
part-files = Fichiers
part-field = Autre information
file-added = ajouté
file-removed = enlevé
file-replaced = remplacé
file-described = titre ou licence changés
conflict-title = Quelqu’un a modifié les mêmes mots
conflict-nothing-lost = Rien n’est perdu{"\u00A0"}: votre texte est entier, ci-dessous et dans le formulaire.
conflict-words = Pendant que vous écriviez, une autre version a été enregistrée, qui change les mêmes mots. Comparez, puis terminez en un seul enregistrement.
conflict-mine = Votre texte
conflict-theirs = Le texte enregistré entre-temps
conflict-whole = Le texte en entier
conflict-finish = Terminer
conflict-finish-help = Le formulaire contient les changements des deux, et vos mots là où ils se contredisent. Gardez, corrigez, puis enregistrez.
conflict-base = Le texte de départ
conflict-mine-words = pas encore enregistré
conflict-empty = Rien ici.
conflict-unchanged = Comme au départ.
conflict-go-finish = Aller au formulaire
conflict-kept = Votre texte est gardé à cette adresse jusqu’à ce que vous l’enregistriez ou le supprimiez{"\u00A0"}:
conflict-take-theirs = Reprendre leur texte
conflict-take-mine = Reprendre mon texte
conflict-taken = C’est dans le formulaire.

# Adapter, et reprendre les changements de l’original
adapt-heading = Adapter «{"\u00A0"}{ $title }{"\u00A0"}»
adapt-words = Voici une copie de l’original{"\u00A0"}: changez-la, elle deviendra une ressource à part. L’original ne change pas, et son crédit accompagne le vôtre.
adapt-original = Relire l’original
adapt-title = { $title } (adaptation)
adapt-refused = Cette ressource ne peut pas être adaptée
adapt-ways-out = Ce que vous pouvez faire
adapt-link = Lien à coller dans une fiche
adapt-collection = Créer un dossier
## Collections

collect-title = Ajouter «{"\u00A0"}{ $title }{"\u00A0"}» à un dossier
collect-words = Un dossier réunit des ressources dans un ordre choisi. Chacune garde sa page, ses auteurs et sa licence.
collect-which = Quel dossier{"\u202F"}?
collect-add = Ajouter
collect-none = Il n’y a pas encore de dossier ici.
collect-search = Chercher un autre dossier
collect-find = Chercher
collect-all = Voir tous les dossiers
collect-more = { $n ->
    [one] Il y a un autre dossier{"\u00A0"}: cherchez-le par son titre.
   *[other] Il y a { $n } autres dossiers{"\u00A0"}: cherchez-les par leur titre.
 }
collect-not-found = Aucun dossier pour «{"\u00A0"}{ $words }{"\u00A0"}».
collect-new = Créer un dossier avec cette ressource
collect-summary = Ajout de «{"\u00A0"}{ $title }{"\u00A0"}»
take-in-title = L’original et votre adaptation ont changé les mêmes mots
take-in-nothing-lost = Rien n’est enregistré ni perdu{"\u00A0"}: les deux textes sont ci-dessous.
take-in-words = «{"\u00A0"}{ $title }{"\u00A0"}» a changé depuis que cette fiche en a été adaptée, là où la fiche a changé aussi. Comparez, puis terminez en un seul enregistrement.
take-in-base = L’original quand il a été adapté
take-in-theirs = L’original aujourd’hui
take-in-mine = L’adaptation
take-in-take-theirs = Prendre le texte de l’original
take-in-take-mine = Garder le texte de l’adaptation
take-in-finish-help = Le formulaire contient l’adaptation et les changements de l’original, avec les mots de l’adaptation là où les deux se contredisent. Gardez, corrigez, puis enregistrez.
take-in-done = Les changements de «{"\u00A0"}{ $title }{"\u00A0"}» (version { $n }) sont dans le formulaire. Relisez, puis enregistrez.
take-in-summary = Reprise des changements de «{"\u00A0"}{ $title }{"\u00A0"}» (version { $n })
changes-title = Changements
changes-words = Ce que la communauté a écrit, du plus récent au plus ancien.
changes-feed = S’abonner (Atom)
changes-none = Rien n’a encore changé.
changes-see = Voir le changement

## Renaming, withdrawing

rename-title = Changer l’adresse : { $title }
rename-words = L’ancienne adresse continuera de mener ici : aucun lien ne se casse.
rename-help = La fin de l’adresse web : des lettres minuscules sans accent, des chiffres et des tirets.
rename-redirects = Adresses précédentes qui mènent ici
withdraw-title = Retirer : { $title }
withdraw-words = La ressource ne sera plus affichée ni trouvée. Son adresse dira quand et pourquoi elle a été retirée. Pour corriger une erreur, modifiez-la plutôt.
withdraw-button = Retirer la ressource
tombstone-title = Cette ressource a été retirée
tombstone-when = Retirée le
tombstone-history = Voir l’historique
put-back = Remettre en ligne
put-back-words = Retirée par erreur{"\u202F"}? Rien n’est perdu. La dernière version redevient lisible à la même adresse, et l’historique garde trace du retrait.
tombstone-words = Si vous en aviez besoin, une ressource voisine vous aidera peut-être.

## Licences

licence-word = Licence
licence-more = { $name } en clair
licences-title = Les licences
licences-words = Chaque ressource et chaque fichier dit ce qu’on peut en faire. Voici les licences acceptées, en mots simples.
licences-guide = Laquelle choisir{"\u202F"}?
licences-recommended = Les plus utiles
licences-creative_commons = Creative Commons : autres versions et adaptations nationales
licences-public_domain = Domaine public
licences-other = Autres licences libres
licence-may = Ce que vous pouvez faire
licence-must = Ce qui est demandé
licence-share-yes = Copier et partager, sur papier ou en ligne
licence-share-no = Ne pas partager
licence-adapt-yes = Adapter : raccourcir, traduire, mélanger, améliorer
licence-adapt-no = Ne pas publier d’adaptation : le partage se fait à l’identique
licence-sell-yes = L’utiliser dans une activité payante
licence-sell-no = Ne pas l’utiliser dans un but commercial
licence-attribution = Citer les auteurs, la source et la licence, et dire ce que vous avez changé
licence-share-alike = Partager vos adaptations sous la même licence
licence-not-advice = Ce résumé aide à comprendre ; seul le texte de la licence fait foi.
licence-read = Lire le texte de la licence
licence-resources = { $n ->
    [0] Aucune ressource sous cette licence
    [one] { $n } ressource sous cette licence
   *[other] { $n } ressources sous cette licence
 }
licence-id = Identifiant SPDX

## What was just done

notice-saved = C’est enregistré. Merci !
notice-original-not-taken = C’est enregistré. Votre texte est resté le même{"\u00A0"}: rien de celui de l’original n’y a été repris. La fiche ne signale plus ce changement{"\u00A0"}; l’historique de l’original le garde.
notice-merged = C’est enregistré. Quelqu’un avait modifié d’autres passages : les deux changements ont été réunis.
notice-unchanged = Rien n’avait changé : aucune nouvelle version n’a été écrite.
notice-overtaken = Rien n’a été enregistré : quelqu’un d’autre a modifié cette page entre-temps. Relisez-la telle qu’elle est, puis recommencez si vous le voulez toujours.
notice-restored = La version { $n } est rétablie.
notice-renamed = L’adresse est changée. L’ancienne mène ici.

## Why a value was refused

reason-missing = Ce champ est vide. Remplissez-le.
reason-missing-base_revision = Il manque le numéro de la version dont part ce texte (base_revision). Sans lui, ce que d’autres ont écrit depuis pourrait être effacé. Relisez le texte, puis enregistrez de nouveau.
reason-not_a_number-base_revision = Le numéro de la version dont part ce texte (base_revision) n’est pas un nombre. Relisez le texte, puis enregistrez de nouveau.
reason-too_long = Trop long : { $actual } caractères, le maximum est { $max }. Raccourcissez.
reason-too_many = Il y en a trop : { $max } au plus.
reason-forbidden_character = Un caractère invisible ou trompeur ({ $code }, en position { $position }) ne peut pas être accepté. Effacez-le, ou retapez le texte.
reason-not_a_slug = Une adresse ne contient que des lettres minuscules sans accent, des chiffres et des tirets, par exemple « brise-glace ».
reason-not_a_number = Écrivez un nombre, en chiffres.
reason-out_of_range = { EMPTY($min) ->
    [yes] Le nombre doit être au plus { $max }.
   *[no] { EMPTY($max) ->
        [yes] Le nombre doit être au moins { $min }.
       *[no] Le nombre doit être entre { $min } et { $max }.
    }
 }
reason-not_a_range = Écrivez deux nombres séparés par un tiret, le plus petit d’abord : « 8-20 ». Sans maximum : « 8- ».
reason-not_a_duration = Écrivez une durée comme « 45 min », « 1 h 30 » ou « 2 h ».
reason-not_a_date = Écrivez une date comme 2026-01-15 : année, mois, jour.
reason-not_a_url = Écrivez une adresse web complète, qui commence par https:// ou http://. Un nom de fichier n’en est pas une.
reason-not_an_email = Écrivez une adresse de courriel comme nom@exemple.fr.
reason-wrong_type = { $expected ->
    [text] La valeur n’est pas de la bonne sorte : il faut un texte.
    [list] La valeur n’est pas de la bonne sorte : il faut une liste.
    [object] La valeur n’est pas de la bonne sorte : il faut un objet JSON.
    [whole_number] La valeur n’est pas de la bonne sorte : il faut un nombre entier, positif ou nul.
    [yes_or_no] La valeur n’est pas de la bonne sorte : il faut « true » ou « false ».
    [text_number_list] La valeur n’est pas de la bonne sorte : il faut un texte, un nombre ou une liste de textes.
    [other] La valeur n’est pas de la bonne sorte.
   *[named] La valeur n’est pas de la bonne sorte : il faut « { $expected } ».
 }
reason-not_a_choice = « { $given } » n’est pas une réponse possible. Choisissez parmi : { $allowed }.
reason-unknown = { EMPTY($known) ->
    [yes] « { $given } » n’existe pas ici. Vérifiez l’orthographe.
   *[no] « { $given } » n’existe pas ici. Il y a : { $known }.
 }
reason-unknown_licence = { EMPTY($suggestions) ->
    [yes] « { $given } » n’est pas une licence acceptée ici. Choisissez-en une dans la liste ; une œuvre sous une autre licence peut être citée par un lien, pas déposée.
   *[no] « { $given } » n’est pas une licence acceptée ici. Peut-être : { $suggestions }. Une œuvre sous une autre licence peut être citée par un lien, pas déposée.
 }
reason-licence_version_missing = « { $given } » ne dit pas la version de la licence. Précisez : { $suggestions }.
reason-repeated = « { $given } » est donné deux fois. Gardez-en un seul.
reason-unreadable = { $detail ->
    [utf-8] Ceci n’est pas du texte en UTF-8.
    [incomplete] L’envoi est incomplet ou abîmé.
   *[other] Ceci n’a pas pu être lu ({ $detail }). Vérifiez le format.
 }
reason-taken = « { $given } » est déjà utilisé. Choisissez autre chose.
reason-licence_incompatible = { $fr }
reason-sources_conflict = { $fr }
reason-source_unclear = On ne sait pas si cette œuvre peut être reprise. Indiquez sa licence{"\u00A0"}; sinon, mettez un lien vers elle, citez-en un court passage, ou demandez à ses auteurs. En attendant, le brouillon peut être gardé.
reason-source_undated = La licence de cette œuvre demande d’indiquer sa dernière mise à jour. Donnez ce jour{"\u00A0"}; si ni l’œuvre ni son site ne le disent, cochez la case{"\u00A0"}: le crédit dira que la date est inconnue.
reason-source_missing = Dites de qui elle est{"\u00A0"}: donnez au moins le titre ou les auteurs de l’œuvre, et son adresse ou sa licence. Sans cela, personne ne peut la créditer ni vérifier qu’elle peut être partagée.
reason-agreement_missing = Sous { $licence }, le texte et les fichiers ne peuvent être changés que par leurs auteurs, ou avec leur accord. Si c’est le cas, dites-le{"\u00A0"}; sinon, demandez-le-leur, ou proposez-leur la correction.
reason-licence_kept = { $fr } Pour une autre licence, il faut l’accord de toutes les personnes qui ont écrit.
reason-file_licence_kept = { EMPTY($title) ->
    [yes] Ce fichier a été partagé sous { $licence }{"\u00A0"}: il garde cette licence, même quand la fiche en change. Remettez-la.
   *[no] Ce fichier est celui de «{"\u00A0"}{ $title }{"\u00A0"}», qui le partage sous { $licence }{"\u00A0"}: il garde cette licence. Remettez-la.
 }
reason-file_licence_kept-see = Voir la ressource d’où vient ce fichier
reason-mark_on_new_work = Cette marque dit qu’une œuvre n’appartient déjà plus à personne{"\u00A0"}; une œuvre nouvelle a des auteurs. Pour y renoncer à tous les droits, choisissez CC0.
refused_file-too_large = « { $name } » est trop volumineux : la limite est de { MEGABYTES($max) }{"\u00A0"}Mo. Il n’a pas été pris.
refused_file-empty = « { $name } » est vide. Il n’a pas été pris.
refused_file-too_many = « { $name } » n’a pas été pris : il y a { $max } fichiers au plus.
detail-limit = La limite est de { MEGABYTES($max) }{"\u00A0"}Mo.

## When something is not as hoped

error-nothing-saved = Rien n’a été enregistré.
api-error-bad_request-help = L’adresse ou le contenu envoyé est inattendu. Comparez avec la description de l’API, /api/v1/openapi.json.
api-error-not_found-title = Il n’y a rien à cette adresse
api-error-not_found-help = Vérifiez le chemin et l’adresse de la ressource ; /api/v1/resources permet de chercher.
api-error-too_large-help = Envoyez moins : limit_bytes donne la limite.
api-error-refused_type-help = Envoyez application/json, ou multipart/form-data pour un fichier.
api-error-conflict-help = Repartez de latest_revision, puis envoyez de nouveau.
api-error-busy-help = Envoyez de nouveau après le délai de l’en-tête Retry-After.
api-error-unknown_kind-help = Vérifiez l’identifiant du type.
api-error-unknown_licence-help = /api/v1/licences donne les licences acceptées ici.
api-error-unknown_revision-help = La ressource existe, mais n’a pas de révision de ce numéro ; …/revisions les donne toutes.
api-error-method_not_allowed-help = L’adresse existe, mais pas pour cette opération ; l’en-tête Allow donne celles qu’elle a.
api-error-forbidden_origin-help = Une page d’un autre site ne peut pas écrire ici. Envoyez la demande sans les en-têtes Origin et Sec-Fetch-Site d’un navigateur.
api-error-damaged-help = Ce qui est gardé ici est abîmé. Le reste de la bibliothèque répond. Donnez le numéro « request » à la personne qui administre la bibliothèque : elle peut le rétablir avec une sauvegarde.
api-error-internal-help = Ce n’est pas votre faute. Si cela continue, donnez le numéro « request » à la personne qui administre la bibliothèque.
error-bad_request-title = Cette demande n’est pas comprise
error-bad_request-help = L’adresse ou le formulaire contient quelque chose d’inattendu. Revenez en arrière et essayez encore.
error-unreadable-title = Ce qui a été envoyé ne peut pas être lu
error-unreadable-help = Le contenu est abîmé ou n’est pas du texte en UTF-8. Renvoyez-le tel que votre logiciel l’enregistre.
error-not_found-title = Cette page n’existe pas
error-not_found-help = L’adresse est peut-être mal recopiée. Cherchez avec vos mots, la ressource est peut-être là sous un autre nom.
error-withdrawn-title = Cette ressource a été retirée
error-withdrawn-help = Elle n’est plus affichée. Cherchez une ressource voisine.
error-conflict-title = Quelqu’un a modifié les mêmes mots
error-conflict-help = Les deux textes sont gardés. Comparez-les, puis enregistrez de nouveau.
error-too_large-title = C’est trop volumineux
error-too_large-help = Réduisez le fichier (par exemple des images plus légères) ou coupez le texte en plusieurs ressources.
error-refused_type-title = Ce type de contenu n’est pas accepté ici
error-refused_type-help = Envoyez le formulaire tel qu’il est proposé, ou du JSON pour l’API.
error-invalid-title = Il reste quelque chose à corriger
error-invalid-help = Voici ce qui ne va pas.
error-slug_taken-title = Cette adresse est déjà prise
error-slug_taken-help = Une autre ressource l’utilise, ou l’a utilisée. Choisissez-en une autre.
error-busy-title = Trop de monde à la fois
error-busy-help = Votre texte n’est pas perdu : revenez en arrière et enregistrez de nouveau dans quelques secondes.
error-disk_full-title = Il n’y a plus de place
error-disk_full-help = La bibliothèque peut être lue, mais rien ne peut y être écrit avant que la personne qui l’administre ne libère de la place.
error-read_only-title = La bibliothèque est en lecture seule
error-read_only-help = Tout peut être lu et téléchargé. L’écriture est arrêtée pour protéger ce qui est enregistré ; prévenez la personne qui l’administre.
error-unknown_revision-title = Cette version n’existe pas
error-unknown_revision-help = La ressource existe, mais n’a pas de version de ce numéro. Son historique les donne toutes.
error-unknown_kind-title = Ce type de ressource n’existe pas
error-unknown_kind-help = La page d’accueil donne les types qui existent.
error-unknown_licence-title = Cette licence n’est pas dans le catalogue
error-unknown_licence-help = La page des licences donne celles qui sont acceptées ici.
error-method_not_allowed-title = Cette adresse ne s’utilise pas ainsi
error-method_not_allowed-help = Elle existe, mais pas pour cette opération. Revenez en arrière.
error-forbidden_origin-title = Cette demande vient d’un autre site
error-forbidden_origin-help = Par prudence, un formulaire n’est accepté que depuis cette bibliothèque. Ouvrez la page ici et recommencez.
error-forbidden-title = Vous ne pouvez pas faire cela
error-forbidden-help = Cette opération est réservée.
error-damaged-title = Cette page est abîmée
error-damaged-help = Ce qui est gardé ici ne peut pas être lu. Le reste de la bibliothèque répond, et l’historique de la ressource s’ouvre le plus souvent. Donnez le numéro ci-dessous à la personne qui administre la bibliothèque : elle peut rétablir la page avec une sauvegarde.
error-internal-title = Quelque chose s’est mal passé chez nous
error-internal-help = Ce n’est pas votre faute. Essayez encore ; si cela continue, donnez le numéro ci-dessous à la personne qui administre la bibliothèque.
error-suggestions = Peut-être cherchiez-vous
error-retry = Essayer encore
error-create = Créer cette ressource
error-search = Chercher
error-home = Page d’accueil
error-number = Erreur { $status } · numéro { $number }

## Words added to texts in Markdown

markup-note = Note
markup-tip = Conseil
markup-important = Important
markup-warning = Attention
markup-caution = Prudence
markup-footnotes = Notes
markup-footnote_back = Retour à l’appel de note
markup-heading_anchor = Lien vers la section
markup-table = Tableau
markup-task_done = fait
markup-task_open = à faire
markup-missing = page à créer

## Dates

date-long = { $day ->
    [1] 1er { $month } { $year }
   *[other] { $day } { $month } { $year }
 }
date-short = { $day } { $month } { $year }
date-moment = { $date } à { $hour }{"\u202F"}h{"\u202F"}{ $minute }
date-time = { $hour }{"\u00A0"}h{"\u00A0"}{ $minute }
date-month-1 = janvier
date-month-2 = février
date-month-3 = mars
date-month-4 = avril
date-month-5 = mai
date-month-6 = juin
date-month-7 = juillet
date-month-8 = août
date-month-9 = septembre
date-month-10 = octobre
date-month-11 = novembre
date-month-12 = décembre
date-month-short-1 = janv.
date-month-short-2 = févr.
date-month-short-3 = mars
date-month-short-4 = avr.
date-month-short-5 = mai
date-month-short-6 = juin
date-month-short-7 = juil.
date-month-short-8 = août
date-month-short-9 = sept.
date-month-short-10 = oct.
date-month-short-11 = nov.
date-month-short-12 = déc.

## Faults, the state of the library

fault-disk_full-title = Il n’y a plus de place{"\u00A0"}: rien ne peut être enregistré pour l’instant
fault-disk_full-words = Tout peut être lu. Ce que vous écrivez ici est gardé dans ce navigateur (sans JavaScript, copiez votre texte avant de fermer la page). L’enregistrement reprendra de lui-même quand la personne qui administre la bibliothèque aura libéré de la place.
fault-stopped-title = La bibliothèque est en lecture seule après un défaut du disque
fault-stopped-words = Tout peut être lu, et rien de ce qui était enregistré n’est perdu. Ce que vous écrivez ici est gardé dans ce navigateur (sans JavaScript, copiez votre texte avant de fermer la page). La personne qui administre la bibliothèque doit vérifier le disque, puis redémarrer le programme.
footer-state = État
state-title = État de la bibliothèque
state-words = Ce que la bibliothèque garde, et si tout va bien.
state-writing = Enregistrement
state-writing-open = Ouvert{"\u00A0"}: on peut écrire et déposer.
state-writing-disk_full = Arrêté faute de place{"\u202F"}; il reprendra de lui-même.
state-writing-stopped = Arrêté après un défaut du disque, jusqu’au redémarrage.
state-resources = Ressources
state-changes = Changements gardés depuis le début
state-unread = Changements illisibles
state-unread-words = { $n ->
    [one] Un changement est abîmé ou manque{"\u00A0"}: à sa place, un texte plus ancien est montré, ou rien. Prévenez la personne qui administre la bibliothèque.
   *[other] { $n } changements sont abîmés ou manquent{"\u00A0"}: à leur place, des textes plus anciens sont montrés, ou rien. Prévenez la personne qui administre la bibliothèque.
 }
state-search = Recherche
state-search-ready = À jour{"\u00A0"}: elle trouve tout ce qui est publié.
state-seal = Sceau du journal
state-seal-words = Une empreinte de tout ce qui a été écrit{"\u00A0"}: si elle est la même sur une copie, et que la commande «{"\u00A0"}check{"\u00A0"}» n’y trouve pas de défaut, rien n’y a été changé, ajouté ni enlevé.
state-backups = Sauvegardes
state-backups-none = Aucune sauvegarde n’est faite automatiquement. La personne qui administre la bibliothèque peut en demander avec le réglage «{"\u00A0"}backup_dir{"\u00A0"}», ou en faire une avec la commande «{"\u00A0"}backup{"\u00A0"}».
state-backups-empty = Les sauvegardes automatiques sont demandées{"\u202F"}; la première n’est pas encore faite.
state-rehearsal-sound = Restaurée pour essai{"\u00A0"}: tout y est.
state-rehearsal-unsound = Restaurée pour essai{"\u00A0"}: elle n’est pas bonne. Prévenez la personne qui administre la bibliothèque.
state-rehearsal-none = Pas encore restaurée pour essai.

# Les licences de la bibliothèque
standing-title = Les licences de la bibliothèque
standing-words = Sous quelles licences sont les ressources, et lesquelles sont à revoir.
standing-doubtful = Licences à revoir
standing-doubtful-words = { $n ->
    [one] Une ressource est à revoir{"\u00A0"}: ses sources ou ses auteurs n’assurent pas sa licence.
   *[other] { $n } ressources sont à revoir{"\u00A0"}: leurs sources ou leurs auteurs n’assurent pas leur licence.
 }
standing-doubtful-more = { $n ->
    [one] Et { $n } autre ressource.
   *[other] Et { $n } autres ressources.
 }
standing-refused = Adapté de «{"\u00A0"}{ $source }{"\u00A0"}».
standing-unclear = «{"\u00A0"}{ $source }{"\u00A0"}»{"\u00A0"}: personne n’a dit sous quelle licence est cette œuvre. Indiquez-la, ou remplacez la reprise par un lien.
standing-lost = «{"\u00A0"}{ $source }{"\u00A0"}» n’est pas dans la bibliothèque{"\u00A0"}: on ne sait pas ce que cette source permet.
standing-file_refused = Le fichier { $file } vient de «{"\u00A0"}{ $source }{"\u00A0"}», où il est sous { $theirs }{"\u00A0"}; il est ici sous { $licence }. Rendez-lui sa licence.
standing-file_shared = Le fichier { $file }, ici sous { $licence }, est aussi dans «{"\u00A0"}{ $source }{"\u00A0"}» sous { $theirs }, et aucune des deux ressources ne nomme l’autre comme source. Cherchez de qui il vient, et nommez-le.
standing-sourceless = Elle vient d’ailleurs, dit son dépôt, et personne n’a dit de qui elle est. Indiquez-le dans «{"\u00A0"}Fait à partir de{"\u00A0"}».
standing-changed = Sa licence ne permet pas d’en publier un texte changé, et d’autres que ses auteurs l’ont changé depuis la version{"\u00A0"}{ $source }. Demandez aux auteurs s’ils sont d’accord, ou rétablissez cette version.
standing-changed-compare = Voir ce qui a changé
standing-none = Aucune licence n’est à revoir.
standing-by-licence = Ressources par licence
standing-share = Part
standing-percent = { $n }{"\u00A0"}%
standing-empty = La bibliothèque est vide.
standing-restricted = Ressources que l’on ne peut pas toujours réutiliser
standing-restricted-words = Ce que d’autres ne peuvent ni vendre ni adapter circule moins.
standing-non-commercial = Sans usage commercial (NC)
standing-no-derivatives = Sans adaptation (ND)
standing-count = { $n ->
    [0] Aucune ressource
    [one] { $n } ressource
   *[other] { $n } ressources
 }
search-indexing = L’index de recherche est en cours de reconstruction ({ $n }{"\u00A0"}%){"\u00A0"}: des fiches peuvent manquer.
statistics-title = Ce que l’on cherche, ce que l’on lit
statistics-words = Pour savoir ce qui manque et ce qui sert. Rien ici ne dit qui a cherché ou lu.
statistics-span-label = Période
statistics-span = { $days } derniers jours
statistics-missed = Recherches sans résultat
statistics-missed-words = Aucune ressource n’a tous ces mots{"\u00A0"}: soit elle reste à écrire, soit elle le dit autrement.
statistics-lexicon = Ajouter un mot proche ou un sigle
statistics-searched = Recherches les plus fréquentes
statistics-read = Ressources les plus lues
statistics-column-search = Recherche
statistics-column-resource = Ressource
statistics-column-count = Fois
statistics-none = Rien à montrer sur cette période.
statistics-rule = Comment c’est compté
statistics-rule-many = Une recherche n’est montrée que si au moins { $n } personnes l’ont faite le même jour{"\u00A0"}: ce que peu de gens cherchent pourrait dire qui ils sont, et n’est écrit nulle part.
statistics-rule-nobody = Chaque personne (une adresse du réseau) compte une fois par jour pour une même recherche ou une même ressource. Ni adresse, ni nom, ni heure ne sont gardés, seulement le jour, pendant 90{"\u00A0"}jours. Une recherche qui ressemble à une adresse électronique ou à un numéro n’est jamais gardée. Les robots, et ce que l’on tape avant de lancer la recherche, ne comptent pas.
card-damaged = Cette ressource est abîmée et ne peut pas être lue pour l’instant. Les autres ne sont pas touchées.
change-damaged = Ce changement (numéro { $n }) est abîmé et ne peut pas être lu. Les autres ne sont pas touchés.

## Drafts

draft-keep = Garder en brouillon
draft-kept = Brouillon gardé
draft-kept-at = Brouillon gardé le
draft-kept-now = Brouillon gardé à { $at }
draft-kept-here = Le brouillon n’a pas pu être gardé dans la bibliothèque{"\u202F"}; il l’est dans ce navigateur.
draft-address-words = Gardez cette adresse{"\u00A0"}: elle permet de le reprendre, ici ou sur un autre appareil. Qui la connaît peut le lire.
draft-drop = Supprimer ce brouillon
draft-others = Vos autres textes sont gardés eux aussi, chacun à son adresse{"\u00A0"}:
draft-resource-withdrawn = La ressource pour laquelle ce texte a été écrit a été retirée depuis. Votre texte est là, entier{"\u00A0"}: vous pouvez le publier comme une nouvelle ressource.
draft-resource-unreadable = La ressource pour laquelle ce texte a été écrit ne peut pas être lue pour l’instant. Votre texte est là, entier{"\u00A0"}: copiez-le, ou revenez à cette adresse plus tard.
own-drafts-title = Vos brouillons
own-drafts-words = Ce navigateur se souvient des dépôts que vous avez commencés.
own-drafts-take = Reprendre «{"\u00A0"}{ $title }{"\u00A0"}» du { $at }
own-drafts-untitled = sans titre
own-drafts-drop = Supprimer
drop-draft-title = Supprimer ce brouillon{"\u202F"}?
drop-draft-words = Il ne pourra pas être retrouvé. Ce qui est publié n’est pas touché.
drop-draft-button = Supprimer le brouillon
drop-draft-back = Le garder
notice-draft-dropped = Le brouillon est supprimé.
notice-unchanged-kept = Rien n’avait changé{"\u00A0"}: aucune nouvelle version n’a été écrite. Le texte que vous aviez écrit est toujours gardé à son adresse{"\u00A0"}; supprimez-le seulement si vous n’en voulez plus.
error-unknown_draft-title = Ce brouillon n’est plus là
error-unknown_draft-help = Il a été publié, enregistré ou supprimé, ou l’adresse est mal recopiée. Un texte enregistré se lit sur sa fiche et dans son historique.
error-too_many_drafts-title = Trop de brouillons sont gardés
error-too_many_drafts-help = La bibliothèque ne peut pas garder un brouillon de plus. Publiez votre texte ou copiez-le, et prévenez la personne qui administre la bibliothèque.

## While the library is not open yet

waiting-title = La bibliothèque se prépare
waiting-lead = Elle met ses fiches en ordre avant d’ouvrir, et répondra dans un moment.
waiting-progress = Avancement
waiting-percent = { $percent }{"\u00A0"}% fait
waiting-reload = La page que vous avez demandée s’ouvrira d’elle-même.
waiting-retry = Réessayer maintenant
waiting-sent = Ce que vous venez d’envoyer n’a pas été enregistré. Revenez en arrière avec votre navigateur{"\u202F"}: votre texte y est encore. Renvoyez-le dans un moment.

# Ce qu’un texte emprunte
borrowed-whole = Tiré de « { $title } », par { $authors }
borrowed-whole-unsigned = Tiré de « { $title } »
borrowed-authors-more = { $n ->
    [one] { $authors } et { $n } autre
   *[other] { $authors } et { $n } autres
 }
borrowed-part = Partie « { $part } » de « { $title } », par { $authors }
borrowed-part-unsigned = Partie « { $part } » de « { $title } »
borrowed-passage-missing = Passage introuvable : aucune ressource n’est à cette adresse. La créer :
borrowed-passage-withdrawn = Ce passage ne s’affiche plus, car la ressource a été retirée :
borrowed-passage-no-part = La partie « { $part } » n’existe pas dans la ressource :
borrowed-missing-parts = Des passages ne s’affichent pas, car leur titre n’a pas été trouvé{"\u00A0"}:
borrowed-missing-part = «{"\u00A0"}{ $part }{"\u00A0"}» dans
borrowed-passage-only-whole = Sous licence { $licence }, cette ressource ne peut être reprise qu’en entier. La lire :
borrowed-picture-missing = Image introuvable.
borrowed-picture-withdrawn = Cette image ne s’affiche plus, car la ressource dont elle vient a été retirée.
borrowed-picture-no-part = Image introuvable : la ressource n’a pas de fichier « { $part } ».
newer-borrowed-passage = Le passage emprunté a changé depuis
newer-borrowed-picture = L’image empruntée a changé depuis
newer-borrowed = Cette page montre la version{"\u00A0"}{ $shown } de «{"\u00A0"}{ $title }{"\u00A0"}»{"\u00A0"}; la dernière est la version{"\u00A0"}{ $latest }.
newer-borrowed-take = Montrer la dernière version
newer-borrowed-summary = Emprunt mis à jour

# Un dossier
collection-empty = Ce dossier est encore vide.
collection-missing = Cette ressource n’existe pas, ou plus, à cette adresse.
collection-withdrawn = Cette ressource a été retirée.
collection-damaged = Cette ressource ne peut pas être lue pour l’instant.
collection-terms = Ce que l’on peut faire de l’ensemble
collection-each = Chaque ressource garde sa licence. Celle du dossier ({ $licence }) porte sur son introduction, et sur le choix et l’ordre des ressources.
borrowing-each = Ce qui est emprunté garde sa licence. Celle de cette page ({ $licence }) porte sur le reste.
borrowing-credit = Qui partage cette page cite aussi les auteurs de ce qu’elle emprunte :
collection-credit = Qui partage le dossier cite les auteurs de chaque ressource :
collection-credit-link = la ligne de crédit les nomme tous.
collection-commercial = L’ensemble peut être partagé, et même vendu.
collection-non-commercial = L’ensemble ne peut être partagé que sans but commercial, à cause de :
collection-unchanged = Ces œuvres doivent rester telles qu’elles sont (changer leur taille ou leur format est permis) :
collection-reachable = Ces œuvres doivent aussi rester accessibles seules, hors du dossier (Licence Art Libre, article 4) :
collection-partial = Tout n’a pas pu être vérifié. Avant de partager l’ensemble, lisez la licence de chaque ressource et de ses fichiers.
borrowing-partial = Tout n’a pas pu être vérifié. Avant de partager l’ensemble, lisez la licence de tout ce que cette page emprunte.
collection-non-commercial-despite = La licence du dossier ({ $licence }) ne porte que sur la sélection. L’ensemble ne peut être partagé que sans but commercial, à cause de :
borrowing-non-commercial-despite = La licence de cette page ({ $licence }) ne porte pas sur ce qu’elle emprunte. L’ensemble ne peut être partagé que sans but commercial, à cause de :
