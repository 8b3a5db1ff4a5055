# Sentences of the interface, in Fluent (projectfluent.org). The other languages have the same keys and arguments.

## Punctuation

colon = {":"}
question-mark = {"?"}

## Frame

nav-skip = Skip to content
nav-skip-results = Skip to results
nav-label = Main menu
nav-browse = Browse
nav-changes = Changes
nav-deposit = Deposit
search-label = Search the library
search-placeholder = Search: sleep, icebreaker…
search-button = Search
footer-label = Footer
footer-about = About
footer-charter = Charter
footer-help = Help
footer-licences = Licences
footer-themes = Themes
footer-feed = Atom feed
footer-api = API
footer-words = A library written by the people who use it. Read, adapt, share: each resource states its licence and authors.
feed-title = What is new on this page (Atom)
older = Older
copy = Copy
copied = Copied
restore = Restore
tags-label = Themes

## Home page

home-title = Resources for group facilitation, to share
home-lead = { $n ->
    [0] The health education library is empty so far. Deposit the first resource!
    [one] { $n } health education resource, free to read, adapt and reuse. No account, no advertising.
   *[other] { $n } health education resources: sheets, tools, syntheses. Read, adapt, reuse. No account, no advertising.
 }
home-placeholder = For example: sommeil, brise-glace
home-tags = Most frequent themes
home-all-tags = All themes
home-kinds = Browse by type
home-deposit = Deposit a resource
home-deposit-help = A document, a sheet, some feedback: two minutes will do.
home-latest = Latest resources
home-all = All resources
home-empty = No resource yet.
home-welcome = Welcome
home-edit-intro = Edit this text
home-changes = Latest changes
home-all-changes = All changes

## Search and lists

search-title = All resources
search-title-query = Search: “{ $query }”
list-kind = { $name }
list-tag = Theme: { $name }
list-author = Resources by { $name }
search-did-you-mean = Did you mean
search-also = Also searched:
search-literal = Search these words only
search-widen = Search near words too
search-corrected = No resource contains “{ $word }”. Searched instead: { $words }.
search-unquoted = No resource contains “{ $quotation }” in one piece. The words were searched one by one.
search-left-out = No resource has all these words. Searched without: { $words }.
search-help = How to search
search-help-words-example = atelier sommeil
search-help-words = Plain words, in any order. Accents, capitals, plurals and typing errors do not matter.
search-help-phrase-example = "tour de table"
search-help-phrase = Between quotation marks: these words side by side.
search-help-without-example = brise-glace -enfants
search-help-without = A hyphen before a word leaves it out. It also leaves out a phrase: -"jeu de rôle".
search-help-field-example = theme:animation public:adolescents
search-help-field = In one field only: kind, theme, licence, author, year, language, public… A value of several words goes between quotation marks.
search-help-prefix-example = photol
search-help-prefix = The last word may be just begun.
search-help-count = The number of resources is exact: it counts all those that have enough of your words, rare words weighing more than common ones. Filters and pages follow the same rule.
search-help-more = All about searching (in French)
suggest-label = Suggestions
suggest-count = Suggestions: { $n }
suggest-open = open
search-filters = Active filters
search-remove-filter = Remove the filter
search-clear = Remove all filters
search-total = { $n ->
    [0] No resource
    [one] { $n } resource
   *[other] { $n } resources
 }
search-sort = Sort by
sort-relevance = relevance
sort-updated = last update
sort-created = date of deposit
sort-title = title
search-narrow = Narrow down
search-results = Results
search-nothing = Nothing was found
search-nothing-help = Check the spelling, try fewer words or more common ones. Accents and plurals do not matter.
search-nothing-filtered = Some resources have your words, but none passes these filters.
search-see-themes = Browse themes
search-deposit = Deposit the missing resource
search-feed = Follow this search (Atom)
facet-kind = Kind of resource
facet-tag = Theme
facet-licence = Licence
facet-author = Author
facet-year = Year
facet-language = Language
facet-without = Without
facet-side-by-side = Side by side
facet-literal = These words only
facet-more = { $n ->
    [one] { $n } more
   *[other] { $n } more
 }
pager-label = Pages of results
pager-previous = Previous page
pager-next = Next page
pager-place = Page { $current } of { $last }
card-in-file = Found in the file
card-page = page { $n }
card-slide = slide { $n }
card-updated = Updated
themes-title = All themes
themes-words = The keywords that contributors gave to resources.
themes-none = No theme yet.

## Sheet

sheet-by = By
sheet-after = After
sheet-after-by = by { $authors }
sheet-outline = Contents
sheet-files = { $n ->
    [one] File to download
   *[other] Files to download ({ $n })
 }
# Files with their licence
file-download = Download
file-download-marked = Download with the licence
file-marked-words = “Download with the licence” gives a copy that has its authors, its licence and its address inside.
unmarked-title = The licence was not written into this file
unmarked-unsupported = Files like “{ $name }” have no place for a licence.
unmarked-encrypted = “{ $name }” is protected by a password: nothing can be added to it.
unmarked-damaged = “{ $name }” could not be read as a file of its type: it may be damaged.
unmarked-too_large = “{ $name }” is too large, or too intricate, for a copy to be made here.
unmarked-help = The original can still be downloaded. If you pass it on, put this line with it.
unmarked-original = Download the original file

sheet-credit = Licence and credit
sheet-credit-help = Reusing this resource? Copy this line onto your document.
sheet-credit-others = This licence does not extend to the works of others that this page shows. Read before you share it:
sheet-credit-line = Credit line
sheet-address = Address of this sheet:
sheet-related = Related resources
sheet-backlinks = Mentioned in
sheet-made = Made on
sheet-deposited = Deposited on
sheet-updated = Updated on
sheet-updated-by = by { $name }
sheet-version = version { $n }
actions-label = This resource
actions-read = Read
actions-edit = Edit
actions-adapt = Adapt
actions-collect = Add to a collection

# Sources, credits and adaptations of a sheet
credits-title = Sources and credits
credits-adapted = Adapted from
credits-included = Contains
credits-quoted = Quotes
credits-by = by { $authors }
credits-no-licence = licence not stated
credits-changes = Modified: { $changes }
credits-modified = Modified
credits-unmodified = Unmodified
credits-extract = Excerpt: { $extract }
credits-updated = Last updated:
credits-undated = Date of its last update unknown.
credits-notices = Notices that come with this work:
credits-withdrawn = This resource has been withdrawn from the library since.
credits-lost = This resource is not in the library.
credits-through = Used by “{ $title }”
credits-files = Files under a licence of their own
credits-further = What these sources owe to others
credits-more = Sources further away are on the pages of these.
credits-other-forms = The same as Markdown or HTML
credits-newer-title = The original has changed since
credits-newer = “{ $title }” is at version { $latest }; this adaptation was made from version { $used }.
credits-newer-compare = See what changed
credits-newer-take = Take the changes over
credits-variants = Adaptations
credits-variants-more = { $n ->
    [one] And { $n } other.
   *[other] And { $n } others.
 }
credits-variant-compare = See what differs

actions-history = History
actions-cite = Cite
actions-print = Print
actions-rename = Change the address
actions-withdraw = Withdraw from the library
published-title = Thank you! Your resource is published.
published-words = Everybody can read and download it from now on. Here is how to share it.
published-address = Its address
published-another = Deposit another resource
as-of-title = This is version { $n }, not the latest one
as-of-latest = This is version { $n }, the latest one
as-of-permanent = This address will always show this version: you may cite it.
as-of-current = See the current version
as-of-compare = Compare with the current one
cite-title = Cite: { $title }
cite-heading = Cite this resource
cite-words = The licence asks you to name the authors. The work is done: copy the line that suits you.
cite-text = As text (document, poster, slides)
cite-html = As HTML (website)
cite-markdown = As Markdown (wiki, code repository)
cite-reference = Reference
cite-reference-text = For a bibliography (ISO 690)
cite-managers = For reference managers such as Zotero:
cite-bibtex = BibTeX
cite-ris = RIS
cite-csl = CSL-JSON
cite-addresses = Addresses
cite-address = Address of the sheet, always up to date
cite-permanent = Address of version { $n }, which will never change

## Files

media-pdf = PDF
media-slides = Slide deck
media-sheet = Spreadsheet
media-text = Text document
media-image = Image
media-sound = Sound
media-video = Video
media-archive = Archive
media-file = File
size-bytes = { $n ->
    [one] { $n }{"\u00A0"}byte
   *[other] { $n }{"\u00A0"}bytes
 }
size-kilobytes = { $n }{"\u00A0"}kB
size-megabytes = { $n }{"\u00A0"}MB
size-gigabytes = { $n }{"\u00A0"}GB

## Forms: a resource

form-required = (required)
form-none = No answer
form-title-label = Title
form-title-help = Short and telling: what one would type to find it again.
form-body-label = Text
form-body-help = Write plainly. An empty line separates paragraphs, “##” begins a heading, “-” a list.
form-body-guide = Writing in Markdown (new tab)
form-licence-label = Licence
form-licence-guide = Choosing a licence (new tab)
form-authors-label = Authors
form-authors-help = The people or teams to name, one per line. They are credited on every copy. Leave spare lines empty.
form-authors-help-adapting = You, and those who adapt with you, for your part. The original and its authors stay credited by themselves: do not repeat them.
form-authors-none = no author named
form-author-name = Name (author { $n })
form-author-role = Role (author { $n })
form-tags-label = Themes
form-tags-none = no theme
form-tags-help = Keywords separated by commas: sleep, pain, facilitation.
form-language-label = Language of the resource
form-language-help = The one in which it is written.
form-created-label = Date of the work
form-created-none = not given
form-created-help = The day on which it was made, if you know it. Leave empty otherwise: the date of the deposit is kept anyway.
form-slug-label = Address
form-slug-help = The end of the web address: lower-case letters without accents, digits and hyphens. Leave empty to take it from the title.
form-summary-label = What did you change?
form-summary-help = A few words for the others, for example: duration corrected, remote variant added.
form-signature-label = Your name
form-signature-help = Optional. If given, it shows in the history, which everybody can read.
form-reason-label = Reason
form-reason-help = It will be shown in place of the resource.
form-files-label = Files
form-files-add = Add files
form-files-none = none
form-files-count = { $n ->
    [one] { $n } file
   *[other] { $n } files
 }
form-file-title = Title of the file
form-file-licence = Licence of the file
form-file-licence-same = The same as the resource
form-file-remove = Remove this file
form-promise = Everybody may correct, nothing is lost: each version stays in the history. By saving you agree to your text being published under the chosen licence.
form-promise-new = Others may improve what you publish; all versions are kept.
form-save = Save
form-publish = Publish
form-preview = Preview
form-cancel = Cancel
form-errors-title = Something needs mending
form-errors-kept = What you wrote is still here. Nothing has been saved yet.
upload-help = All common formats, up to { $max } per file. Several files are possible.
upload-too-large = too large, the limit is { $max }
upload-sending = Sending
upload-failed = Sending did not succeed. Check the connection, then try again: your files are still chosen.
editor-preview = Preview
editor-preview-failed = The preview is not available right now.
editor-draft-found = This browser keeps a draft that you did not save, of
editor-draft-take = Take up the draft
editor-draft-drop = Forget it
edit-title = Edit: { $title }
preview-heading = Preview
preview-not-saved = Nothing is saved yet.
preview-to-form = Back to the form

# Forms: where a work comes from, the works it is made from, its licence, the right to share it
form-origin-label = Did you make it?
form-origin-label-adapting = Your part: did you make it?
form-origin-own = Yes, it is my work
form-origin-own-then = The licence is yours to choose.
form-origin-with_others = Yes, with other people
form-origin-with_others-then = Each of them must agree to the licence. Name all of them among the authors.
form-origin-permitted = No, but it may be shared
form-origin-permitted-then = Its licence says so, or its authors allowed you to. Keep the licence that they chose. Above, in “Made from”, say whose it is and where it is found.
form-origin-unclear = I do not know where it comes from
form-origin-unclear-then = It can be kept as a draft, but not be published yet. Ask its authors, link to it, or quote a short passage.
form-origin-partly = Did you start from other works, if only in part? Say which ones above, in “Made from”.
form-origin-missing = Say whether you made it.
form-origin-unclear-refused = As long as nobody knows where this comes from, it cannot be published. Keep it as a draft while you ask its authors whether they accept a licence. Otherwise link to it, or quote a short passage with its author and source.
form-rights-label = Licence and rights
form-licence-help-questions = It says what others may do with your work. Answer two questions, or choose it by its name.
form-licence-help-name = It says what others may do with this resource.
form-licence-asked = The works that this one is made from limit the choice:
form-clash-ways = You can:
form-may_sell-label = May others sell it?
form-may_sell-yes = Yes
form-may_sell-yes-then = An association may print and sell it, a paid training course may use it.
form-may_sell-no = No
form-may_sell-no-then = Only non-commercial use is allowed. It cannot be mixed with sheets under CC BY-SA, which most sheets here are.
form-may_change-label = May others change it?
form-may_change-yes = Yes
form-may_change-yes-then = They may adapt and translate it, and choose the licence of what they make.
form-may_change-share_alike = Yes, if they share alike
form-may_change-share_alike-then = They may adapt and translate it; what they make stays shared under the same licence.
form-may_change-no = No
form-may_change-no-then = It may be shared, but nobody else may publish a translation or a corrected version.
form-answers-yes-yes = Your answers lead to { $licence }, because others may sell it and change it.
form-answers-yes-share_alike = Your answers lead to { $licence }, because others may sell it, and change it if they share alike.
form-answers-yes-no = Your answers lead to { $licence }, because others may sell it, but not change it.
form-answers-no-yes = Your answers lead to { $licence }, because others may change it, but not sell it.
form-answers-no-share_alike = Your answers lead to { $licence }, because others may not sell it, and may change it if they share alike.
form-answers-no-no = Your answers lead to { $licence }, because others may neither sell it nor change it.
form-answers-later = If you change an answer, the preview will say which licence it leads to.
form-licence-known = I know which licence I want
form-licence-name-label = The licence, by its name
form-licence-by-answers = The one that my answers lead to
form-licence-choose = Choose a licence
form-licence-stated = { $licence } is chosen by its name: it counts, whatever the answers are.
form-licence-group-free = Without asking anybody
form-licence-group-authors = If you are its only author
form-licence-group-authors_others = Other licences, if you are its only author
form-licence-group-recommended = Most useful
form-licence-group-common = The most common
form-licence-group-others = Other licences
form-licence-group-refused = The works that this one is made from do not permit it
form-licence-none-fits = No licence fits as long as these works are together: take one out, then ask for the preview.
form-answer-closed = Not possible here: a work that this one is made from does not permit it ({ $licences }).
form-former = A licence once given is not taken back: the versions already published stay under { $licence }.
form-former-or = {" or "}
form-former-free = Without asking anybody, later ones may take { $licences }. Another licence needs the consent of everybody who wrote.
form-former-none = Another licence for later ones needs the consent of everybody who wrote.
form-former-together = You are several, and all agree? Deposit it anew under the licence that you chose, answer “Yes, with other people” and name all of them; put a link to the new one here. This one keeps its licence.
form-sole_author-label = I am the only author of all of this sheet.
form-sole_author-help = To be ticked only for another licence. Sign below with the name under which you wrote every version.
form-author_agrees-words = This resource is under { $licence }: its authors do not permit others to publish a changed text. To correct an error or bring it up to date you must be an author, or have their agreement. Themes and other details may be changed freely.
form-author_agrees-label = I am an author, or have their agreement.
form-author_agrees-help = To be ticked if you change the text or the files. Not needed if you sign with the name of one of the authors.
form-right-label = I have the right to share this under this licence
form-right-licence = : { $licence }
form-right-label-named = I have the right to share this under this licence: { $licence }
form-right-help = You made it, its authors agree, or its licence permits it. A licence once given is not taken back.
form-right-missing = Tick this box if you have the right to share it. Otherwise keep it as a draft.
form-works-label = Made from
form-works-none = no work named
form-works-count = { $n ->
    [one] { $n } work
   *[other] { $n } works
 }
form-works-help = The works that you adapted, included or quoted. Their credit is added to the page by itself, and their licence limits the choice of yours.
form-works-add = Add a work
form-work = Work { $n }
form-work-resource-label = A resource of this library
form-work-resource-help = Its exact title, its address, or the end of it: brise-glace.
form-work-revision-label = Its version
form-work-revision-help = Its number. Empty for the latest.
form-work-elsewhere = Or a work from elsewhere
form-work-title-label = Title of the work
form-work-authors-label = Authors of the work
form-work-url-label = Web address of the work
form-work-licence-label = Licence of the work
form-work-licence-none = I do not know, or none
form-work-updated-label = Its last update
form-work-updated-help = The day, if the work tells it. The Licence Ouverte wants it told.
form-work-undated = Neither the work nor its site tells this day
form-work-notices-label = Its notices, word for word
form-work-notices-help = Notices of copyright, of the licence or of no warranty that come with the work. They stay with the credit.
form-work-use-label = How you use it
form-work-use-adapted = Adapted (translated, cut…)
form-work-use-included = Included unchanged
form-work-use-quoted = Quoted (a short passage)
form-work-changes-label = What you changed in it
form-work-changes-help = In a line: translated, shortened, updated… The credit will say so.
form-work-remove = Remove this work

## Deposit

deposit-title = Deposit a resource
deposit-wish = You are about to create “{ $title }”.
deposit-steps = Steps of the deposit
deposit-step-kind = Kind
deposit-step-files = Files
deposit-step-form = Description
deposit-step-preview = Check
deposit-kind-heading = What do you want to share?
deposit-kind-help = Not sure? Take the nearest, it can be changed later.
deposit-guide = How to deposit
deposit-change-kind = Change the kind
deposit-files-heading = Do you have files to attach?
deposit-files-words = PDF, slides, spreadsheet, picture… Title, authors, language and date are read from the document when possible; you will be able to correct them.
deposit-files-choose = Choose files
deposit-files-people = Make sure that no patient can be recognised, in text or pictures, without their consent.
deposit-next = Continue
deposit-no-file = Continue without a file
deposit-prefilled = This was read from your files. Please check it.
deposit-form-heading = Describe your resource
deposit-preview-words = Here is your resource as it will be. It is not published yet.
deposit-preview-unclear = This resource cannot be published for now.
deposit-no-author = No author is named. The credit line will say so: “author not stated”. If you know whom to credit, add their name.
deposit-add-author = Name the authors
deposit-others-unnamed = You made it with other people: name them among the authors too.
deposit-add-others = Add their names
deposit-no-changes = You did not say what you changed in “{ $title }”. A line is enough, and it is what readers look for first.
deposit-add-changes = Say what changed
deposit-correct = Correct

## History and comparison

history-title = History: { $title }
history-words = All versions are kept. Restoring one writes a new version: nothing is erased.
history-compare = Compare the two chosen versions
history-older = before
history-newer = after
history-latest = current
history-see-change = See what changed
history-new-licence = licence changed
compare-original = The original
compare-adaptation = The adaptation
action-created = deposited
action-revised = edited
action-merged = edited, merged with another change
action-restored = version restored
action-file_attached = file added
action-imported = imported
action-renamed = address changed
action-withdrawn = withdrawn
action-kind_defined = kind of resource defined
actor-anonymous = unsigned
actor-system = the library
compare-title = Compare: { $title }
compare-older = Before
compare-newer = After
compare-legend = Legend:
compare-legend-removed = text removed
compare-legend-added = text added
compare-same = These two versions say the same.
compare-before = Before:{" "}
compare-after = After:{" "}
compare-begin-del = {" "}[removed:{" "}
compare-end-del = {"]"}{" "}
compare-begin-ins = {" "}[added:{" "}
compare-end-ins = {"]"}{" "}
compare-skipped = { $n ->
    [one] { $n } unchanged line
   *[other] { $n } unchanged lines
 }
compare-earlier = Earlier change
compare-later = Later change
compare-restore = Restore version { $n }
part-title = Title
part-kind = Kind
part-body = Text
part-licence = Licence
part-authors = Authors
part-tags = Themes
part-language = Language
part-created = Date made
part-derived_from = Adapted from
part-files = Files
part-field = Other information
file-added = added
file-removed = removed
file-replaced = replaced
file-described = title or licence changed
conflict-title = Somebody changed the same words
conflict-nothing-lost = Nothing is lost: your text is complete, below and in the form.
conflict-words = While you were writing, another version was saved that changes the same words. Compare, then finish in one save.
conflict-mine = Your text
conflict-theirs = The text saved meanwhile
conflict-whole = The whole text
conflict-finish = Finish
conflict-finish-help = The form holds both people’s changes, and your words where they disagree. Keep, correct, then save.
conflict-base = The text you both started from
conflict-mine-words = not saved yet
conflict-empty = Nothing here.
conflict-unchanged = As at the start.
conflict-go-finish = Go to the form
conflict-kept = Your text is kept at this address until you save or delete it:
conflict-take-theirs = Take their text
conflict-take-mine = Take my text
conflict-taken = It is in the form.

# Adapting, and taking in changes of the original
adapt-heading = Adapt “{ $title }”
adapt-words = Here is a copy of the original: change it, and it becomes a resource of its own. The original does not change, and its credit follows yours.
adapt-original = Read the original
adapt-title = { $title } (adaptation)
adapt-refused = This resource may not be adapted
adapt-ways-out = What you can do
adapt-link = Link to paste into a sheet
adapt-collection = Begin a collection
## Collections

collect-title = Add “{ $title }” to a collection
collect-words = A collection brings resources together in a chosen order. Each keeps its page, its authors and its licence.
collect-which = Which collection?
collect-add = Add
collect-none = There is no collection here yet.
collect-search = Search for another collection
collect-find = Search
collect-all = See all collections
collect-more = { $n ->
    [one] There is one more collection: search for it by its title.
   *[other] There are { $n } more collections: search for them by their title.
 }
collect-not-found = No collection for “{ $words }”.
collect-new = Make a collection with this resource
collect-summary = “{ $title }” added
take-in-title = The original and your adaptation changed the same words
take-in-nothing-lost = Nothing is saved and nothing is lost: both texts are below.
take-in-words = “{ $title }” has changed since this sheet was adapted from it, where the sheet has changed too. Compare, then finish with one save.
take-in-base = The original when it was adapted
take-in-theirs = The original today
take-in-mine = The adaptation
take-in-take-theirs = Take the original’s text
take-in-take-mine = Keep the adaptation’s text
take-in-finish-help = The form holds the adaptation and the changes of the original, with the adaptation’s words where the two contradict each other. Keep, correct, then save.
take-in-done = The changes of “{ $title }” (version { $n }) are in the form. Read them, then save.
take-in-summary = Taking in the changes of “{ $title }” (version { $n })
changes-title = Changes
changes-words = What the community wrote, latest first.
changes-feed = Subscribe (Atom)
changes-none = Nothing has changed yet.
changes-see = See the change

## Renaming, withdrawing

rename-title = Change the address: { $title }
rename-words = The old address will still lead here: no link breaks.
rename-help = The end of the web address: lower-case letters without accents, digits and hyphens.
rename-redirects = Former addresses that lead here
withdraw-title = Withdraw: { $title }
withdraw-words = The resource will no longer be shown or found. Its address will say when and why it was withdrawn. To mend a mistake, edit it instead.
withdraw-button = Withdraw the resource
tombstone-title = This resource was withdrawn
tombstone-when = Withdrawn on
tombstone-history = See the history
put-back = Put back online
put-back-words = Withdrawn by mistake? Nothing is lost. The latest version can be read again at the same address, and the history keeps trace of the withdrawal.
tombstone-words = If you needed it, a related resource may help.

## Licences

licence-word = Licence
licence-more = { $name } in plain words
licences-title = Licences
licences-words = Each resource and each file says what may be done with it. These are the accepted licences, in plain words.
licences-guide = Which one to choose?
licences-recommended = The most useful
licences-creative_commons = Creative Commons: other versions and national ports
licences-public_domain = Public domain
licences-other = Other free licences
licence-may = What you may do
licence-must = What is asked of you
licence-share-yes = Copy and share, on paper or online
licence-share-no = Do not share
licence-adapt-yes = Adapt: shorten, translate, mix, improve
licence-adapt-no = No published adaptations: share it unchanged
licence-sell-yes = Use it in a paid activity
licence-sell-no = No commercial use
licence-attribution = Name the authors, the source and the licence, and say what you changed
licence-share-alike = Share your adaptations under the same licence
licence-not-advice = This summary helps to understand; only the text of the licence is binding.
licence-read = Read the text of the licence
licence-resources = { $n ->
    [0] No resource under this licence
    [one] { $n } resource under this licence
   *[other] { $n } resources under this licence
 }
licence-id = SPDX identifier

## What was just done

notice-saved = Saved. Thank you!
notice-original-not-taken = Saved. Your text has stayed the same: nothing of the original’s was taken over. The sheet does not speak of that change any more; the history of the original keeps it.
notice-merged = Saved. Somebody had changed other passages: both changes were merged.
notice-unchanged = Nothing had changed: no new version was written.
notice-overtaken = Nothing was saved: somebody else changed this page meanwhile. Read it as it is now, then try again if you still want to.
notice-restored = Version { $n } is restored.
notice-renamed = The address is changed. The old one leads here.

## Why a value was refused

reason-missing = This is empty. Please fill it in.
reason-missing-base_revision = The number of the version that this text was made from (base_revision) is missing. Without it, what others wrote since could be lost. Read the text again, then save once more.
reason-not_a_number-base_revision = The number of the version that this text was made from (base_revision) is not a number. Read the text again, then save once more.
reason-too_long = Too long: { $actual } characters, the most is { $max }. Please shorten.
reason-too_many = Too many: { $max } at most.
reason-forbidden_character = An invisible or misleading character ({ $code }, at position { $position }) cannot be accepted. Delete it, or type the text again.
reason-not_a_slug = An address holds only lower-case letters without accents, digits and hyphens, for example “brise-glace”.
reason-not_a_number = Write a number, in digits.
reason-out_of_range = { EMPTY($min) ->
    [yes] The number must be at most { $max }.
   *[no] { EMPTY($max) ->
        [yes] The number must be at least { $min }.
       *[no] The number must be between { $min } and { $max }.
    }
 }
reason-not_a_range = Write two numbers separated by a hyphen, the smaller first: “8-20”. Without an upper limit: “8-”.
reason-not_a_duration = Write a duration such as “45 min”, “1 h 30” or “2 h”.
reason-not_a_date = Write a date such as 2026-01-15: year, month, day.
reason-not_a_url = Write a full web address, beginning with https:// or http://. The name of a file is none.
reason-not_an_email = Write an e-mail address such as name@example.org.
reason-wrong_type = { $expected ->
    [text] The value is of the wrong sort: a text is needed.
    [list] The value is of the wrong sort: a list is needed.
    [object] The value is of the wrong sort: a JSON object is needed.
    [whole_number] The value is of the wrong sort: a whole number, not below zero, is needed.
    [yes_or_no] The value is of the wrong sort: “true” or “false” is needed.
    [text_number_list] The value is of the wrong sort: a text, a number or a list of texts is needed.
    [other] The value is of the wrong sort.
   *[named] The value is of the wrong sort: “{ $expected }” is needed.
 }
reason-not_a_choice = “{ $given }” is not a possible answer. Choose among: { $allowed }.
reason-unknown = { EMPTY($known) ->
    [yes] “{ $given }” does not exist here. Check the spelling.
   *[no] “{ $given }” does not exist here. There is: { $known }.
 }
reason-unknown_licence = { EMPTY($suggestions) ->
    [yes] “{ $given }” is not a licence accepted here. Choose one from the list; a work under another licence may be linked to, not deposited.
   *[no] “{ $given }” is not a licence accepted here. Perhaps: { $suggestions }. A work under another licence may be linked to, not deposited.
 }
reason-licence_version_missing = “{ $given }” does not say which version of the licence. Please state it: { $suggestions }.
reason-repeated = “{ $given }” is given twice. Keep only one.
reason-unreadable = { $detail ->
    [utf-8] This is not UTF-8 text.
    [incomplete] What was sent is incomplete or damaged.
   *[other] This could not be read ({ $detail }). Check the format.
 }
reason-taken = “{ $given }” is already used. Choose something else.
reason-licence_incompatible = { $en }
reason-sources_conflict = { $en }
reason-source_unclear = Nobody says whether this work may be used. Name its licence; otherwise link to it, quote a short passage, or ask its authors. Until then the draft can be kept.
reason-source_undated = The licence of this work wants its last update told. Give that day; where neither the work nor its site tells it, tick the box: the credit will say that the date is unknown.
reason-source_missing = Say whose it is: give at least the title or the authors of the work, and its address or its licence. Otherwise nobody can credit it, or verify that it may be shared.
reason-agreement_missing = Under { $licence }, text and files may be changed only by their authors, or with their agreement. If that is so, say it; otherwise ask them, or propose the correction to them.
reason-licence_kept = { $en } Another licence needs the consent of everybody who wrote.
reason-file_licence_kept = { EMPTY($title) ->
    [yes] This file was shared under { $licence }: it keeps that licence, also when the sheet changes its own. Put it back.
   *[no] This file is that of “{ $title }”, which shares it under { $licence }: it keeps that licence. Put it back.
 }
reason-file_licence_kept-see = See the resource from which this file is
reason-mark_on_new_work = This mark says that nobody has rights in a work any more; a new work has authors. To give up all rights in it, choose CC0.
refused_file-too_large = “{ $name }” is too large: the limit is { MEGABYTES($max) }{"\u00A0"}MB. It was not taken.
refused_file-empty = “{ $name }” is empty. It was not taken.
refused_file-too_many = “{ $name }” was not taken: there are { $max } files at most.
detail-limit = The limit is { MEGABYTES($max) }{"\u00A0"}MB.

## When something is not as hoped

error-nothing-saved = Nothing was saved.
api-error-bad_request-help = The address or the content sent is unexpected. Compare it with the description of the API, /api/v1/openapi.json.
api-error-not_found-title = There is nothing at this address
api-error-not_found-help = Check the path and the resource’s address; /api/v1/resources searches.
api-error-too_large-help = Send less: limit_bytes is the limit.
api-error-refused_type-help = Send application/json, or multipart/form-data for a file.
api-error-conflict-help = Start from latest_revision, then send again.
api-error-busy-help = Send again after the delay in the Retry-After header.
api-error-unknown_kind-help = Check the identifier of the kind.
api-error-unknown_licence-help = /api/v1/licences lists the licences accepted here.
api-error-unknown_revision-help = The resource exists but has no revision of this number; …/revisions lists them all.
api-error-method_not_allowed-help = The address exists, but not for this operation; the Allow header lists those it has.
api-error-forbidden_origin-help = A page of another site may not write here. Send the request without a browser’s Origin and Sec-Fetch-Site headers.
api-error-damaged-help = What is kept here is damaged. The rest of the library answers. Give the “request” number to whoever runs the library: they can bring it back from a backup.
api-error-internal-help = It is not your fault. If it goes on, give the “request” number to whoever runs the library.
error-bad_request-title = This request makes no sense to us
error-bad_request-help = The address or the form holds something unexpected. Go back and try again.
error-unreadable-title = What was sent cannot be read
error-unreadable-help = The content is damaged or is not UTF-8 text. Send it again as your software saves it.
error-not_found-title = This page does not exist
error-not_found-help = The address may be misspelt. Search with your words: the resource may be here under another name.
error-withdrawn-title = This resource was withdrawn
error-withdrawn-help = It is no longer shown. Look for a related one.
error-conflict-title = Somebody changed the same words
error-conflict-help = Both texts are kept. Compare them, then save again.
error-too_large-title = This is too large
error-too_large-help = Make the file smaller (lighter pictures, for example) or split the text into several resources.
error-refused_type-title = This type of content is not accepted here
error-refused_type-help = Send the form as it is offered, or JSON for the API.
error-invalid-title = Something needs mending
error-invalid-help = This is what is wrong.
error-slug_taken-title = This address is taken
error-slug_taken-help = Another resource uses it, or once did. Choose another one.
error-busy-title = Too many people at once
error-busy-help = Your text is not lost: go back and save again in a few seconds.
error-disk_full-title = There is no room left
error-disk_full-help = The library can be read, but nothing can be written until whoever runs it makes room.
error-read_only-title = The library is read-only
error-read_only-help = Everything can be read and downloaded. Writing is stopped to protect what is stored; tell whoever runs it.
error-unknown_revision-title = This version does not exist
error-unknown_revision-help = The resource exists but has no version of this number. Its history lists them all.
error-unknown_kind-title = This kind of resource does not exist
error-unknown_kind-help = The home page lists the kinds that exist.
error-unknown_licence-title = This licence is not in the catalogue
error-unknown_licence-help = The page on licences lists those accepted here.
error-method_not_allowed-title = This address is not used that way
error-method_not_allowed-help = It exists, but not for this operation. Go back.
error-forbidden_origin-title = This request comes from another site
error-forbidden_origin-help = As a precaution a form is accepted only from this library. Open the page here and try again.
error-forbidden-title = You may not do this
error-forbidden-help = This operation is reserved.
error-damaged-title = This page is damaged
error-damaged-help = What is kept here cannot be read. The rest of the library answers, and the history of the resource opens more often than not. Give the number below to whoever runs the library: they can bring the page back from a backup.
error-internal-title = Something went wrong on our side
error-internal-help = It is not your fault. Try again; if it goes on, give the number below to whoever runs the library.
error-suggestions = Perhaps you were looking for
error-retry = Try again
error-create = Create this resource
error-search = Search
error-home = Home page
error-number = Error { $status } · number { $number }

## Words added to texts in Markdown

markup-note = Note
markup-tip = Tip
markup-important = Important
markup-warning = Warning
markup-caution = Caution
markup-footnotes = Notes
markup-footnote_back = Back to the text of note
markup-heading_anchor = Link to section
markup-table = Table
markup-task_done = done
markup-task_open = to do
markup-missing = page to be written

## Dates

date-long = { $day } { $month } { $year }
date-short = { $day } { $month } { $year }
date-moment = { $date } at { $hour }:{ $minute }
date-time = { $hour }:{ $minute }
date-month-1 = January
date-month-2 = February
date-month-3 = March
date-month-4 = April
date-month-5 = May
date-month-6 = June
date-month-7 = July
date-month-8 = August
date-month-9 = September
date-month-10 = October
date-month-11 = November
date-month-12 = December
date-month-short-1 = Jan
date-month-short-2 = Feb
date-month-short-3 = Mar
date-month-short-4 = Apr
date-month-short-5 = May
date-month-short-6 = Jun
date-month-short-7 = Jul
date-month-short-8 = Aug
date-month-short-9 = Sep
date-month-short-10 = Oct
date-month-short-11 = Nov
date-month-short-12 = Dec

## Faults, the state of the library

fault-disk_full-title = There is no room left: nothing can be saved at the moment
fault-disk_full-words = Everything can be read. What you write here is kept in this browser (without JavaScript, copy your text before you close the page). Saving will go on by itself once whoever runs the library has made room.
fault-stopped-title = The library is read-only after a fault of the disk
fault-stopped-words = Everything can be read, and nothing that was saved is lost. What you write here is kept in this browser (without JavaScript, copy your text before you close the page). Whoever runs the library must check the disk, then restart the program.
footer-state = State
state-title = State of the library
state-words = What the library keeps, and whether all is well.
state-writing = Saving
state-writing-open = Open: one can write and deposit.
state-writing-disk_full = Stopped for want of room; it will go on by itself.
state-writing-stopped = Stopped after a fault of the disk, until a restart.
state-resources = Resources
state-changes = Changes kept since the beginning
state-unread = Changes that cannot be read
state-unread-words = { $n ->
    [one] One change is damaged or missing: an older text is shown in its place, or nothing. Tell whoever runs the library.
   *[other] { $n } changes are damaged or missing: older texts are shown in their place, or nothing. Tell whoever runs the library.
 }
state-search = Search
state-search-ready = Up to date: it finds everything that is published.
state-seal = Seal of the log
state-seal-words = A fingerprint of everything that was written: if a copy has the same, and the command “check” finds no fault in it, nothing in it was changed, added or taken away.
state-backups = Backups
state-backups-none = No backup is made by itself. Whoever runs the library can ask for some with the setting “backup_dir”, or make one with the command “backup”.
state-backups-empty = Backups are asked for; the first one is not made yet.
state-rehearsal-sound = Restored for a trial: everything is there.
state-rehearsal-unsound = Restored for a trial: it is not good. Tell whoever runs the library.
state-rehearsal-none = Not restored for a trial yet.

# The licences of the library
standing-title = The licences of the library
standing-words = Under which licences the resources are, and which of these need a look.
standing-doubtful = Licences to look at
standing-doubtful-words = { $n ->
    [one] One resource needs a look: its sources or its authors do not bear out its licence.
   *[other] { $n } resources need a look: their sources or their authors do not bear out their licence.
 }
standing-doubtful-more = { $n ->
    [one] And { $n } other resource.
   *[other] And { $n } other resources.
 }
standing-refused = Adapted from “{ $source }”.
standing-unclear = “{ $source }”: nobody said under which licence this work is. State it, or put a link in its place.
standing-lost = “{ $source }” is not in the library: nobody knows what this source permits.
standing-file_refused = The file { $file } is from “{ $source }”, where it is under { $theirs }; here it is under { $licence }. Give it its licence back.
standing-file_shared = The file { $file }, here under { $licence }, is also in “{ $source }” under { $theirs }, and neither of the two resources names the other as its source. Find out whose it is, and name that one.
standing-sourceless = It comes from elsewhere, as its deposit says, and nobody said whose it is. State it in “Made from”.
standing-changed = Its licence does not permit to publish a changed text, and others than its authors have changed it since version { $source }. Ask the authors whether they agree, or bring that version back.
standing-changed-compare = See what changed
standing-none = No licence needs a look.
standing-by-licence = Resources by licence
standing-share = Share
standing-percent = { $n }%
standing-empty = The library is empty.
standing-restricted = Resources that cannot always be reused
standing-restricted-words = What others may neither sell nor adapt travels less.
standing-non-commercial = No commercial use (NC)
standing-no-derivatives = No adaptations (ND)
standing-count = { $n ->
    [0] No resources
    [one] { $n } resource
   *[other] { $n } resources
 }
search-indexing = The search index is being built anew ({ $n }%): sheets may be missing.
statistics-title = What people search for and read
statistics-words = To know what is missing and what is of use. Nothing here says who searched or read.
statistics-span-label = Period
statistics-span = Last { $days } days
statistics-missed = Searches without results
statistics-missed-words = No resource has all these words: it is still to be written, or says it otherwise.
statistics-lexicon = Add a near word or an acronym
statistics-searched = Most frequent searches
statistics-read = Most read resources
statistics-column-search = Search
statistics-column-resource = Resource
statistics-column-count = Times
statistics-none = Nothing to show for this period.
statistics-rule = How this is counted
statistics-rule-many = A search is shown only if at least { $n } people made it on the same day: what few people search for could tell who they are, and is written nowhere.
statistics-rule-nobody = Each person (a network address) counts once a day for the same search or the same resource. No address, name or time is kept, only the day, for 90 days. A search that looks like an e-mail address or a number is never kept. Robots, and what one types before searching, do not count.
card-damaged = This resource is damaged and cannot be read at the moment. The others are not touched.
change-damaged = This change (number { $n }) is damaged and cannot be read. The others are not touched.

## Drafts

draft-keep = Keep as a draft
draft-kept = Draft kept
draft-kept-at = Draft kept on
draft-kept-now = Draft kept at { $at }
draft-kept-here = The draft could not be kept in the library; it is kept in this browser.
draft-address-words = Keep this address: with it you can go on, here or on another device. Whoever knows it can read the draft.
draft-drop = Delete this draft
draft-others = Your other texts are kept too, each at its own address:
draft-resource-withdrawn = The resource for which this text was written has been withdrawn since. Your text is here, whole: you can publish it as a new resource.
draft-resource-unreadable = The resource for which this text was written cannot be read at the moment. Your text is here, whole: copy it, or come back to this address later.
own-drafts-title = Your drafts
own-drafts-words = This browser remembers the deposits that you began.
own-drafts-take = Go on with “{ $title }” of { $at }
own-drafts-untitled = without a title
own-drafts-drop = Delete
drop-draft-title = Delete this draft?
drop-draft-words = It cannot be brought back. What is published is not touched.
drop-draft-button = Delete the draft
drop-draft-back = Keep it
notice-draft-dropped = The draft is deleted.
notice-unchanged-kept = Nothing had changed: no new version was written. The text that you wrote is still kept at its address; drop it only if you do not want it any more.
error-unknown_draft-title = This draft is no longer here
error-unknown_draft-help = It was published, saved or deleted, or the address was copied wrongly. A text that was saved is on its sheet and in its history.
error-too_many_drafts-title = Too many drafts are kept
error-too_many_drafts-help = The library cannot keep one more draft. Publish your text or copy it, and tell whoever runs the library.

## While the library is not open yet

waiting-title = The library is getting ready
waiting-lead = It puts its sheets in order before it opens, and will answer in a moment.
waiting-progress = Progress
waiting-percent = { $percent }{"\u00A0"}% done
waiting-reload = The page that you asked for will open by itself.
waiting-retry = Try again now
waiting-sent = What you have just sent was not saved. Go back with your browser: your text is still there. Send it again in a moment.

# What a text borrows
borrowed-whole = From “{ $title }”, by { $authors }
borrowed-whole-unsigned = From “{ $title }”
borrowed-authors-more = { $n ->
    [one] { $authors } and { $n } other
   *[other] { $authors } and { $n } others
 }
borrowed-part = Part “{ $part }” of “{ $title }”, by { $authors }
borrowed-part-unsigned = Part “{ $part }” of “{ $title }”
borrowed-passage-missing = Passage not found: there is no resource at this address. Create it:
borrowed-passage-withdrawn = This passage is not shown any more, for the resource was withdrawn:
borrowed-passage-no-part = There is no part “{ $part }” in the resource:
borrowed-missing-parts = Passages are not shown, as their heading was not found:
borrowed-missing-part = “{ $part }” in
borrowed-passage-only-whole = Under { $licence }, this resource may be taken over as a whole only. Read it:
borrowed-picture-missing = Picture not found.
borrowed-picture-withdrawn = This picture is not shown any more, for the resource it comes from was withdrawn.
borrowed-picture-no-part = Picture not found: the resource has no file “{ $part }”.
newer-borrowed-passage = The borrowed passage has changed since
newer-borrowed-picture = The borrowed picture has changed since
newer-borrowed = This page shows version { $shown } of “{ $title }”; the latest is version { $latest }.
newer-borrowed-take = Show the latest version
newer-borrowed-summary = What is borrowed, brought up to date

# A collection
collection-empty = This collection is still empty.
collection-missing = There is no such resource at this address, or not any more.
collection-withdrawn = This resource was withdrawn.
collection-damaged = This resource cannot be read at the moment.
collection-terms = What may be done with the whole
collection-each = Each resource keeps its licence. That of the collection ({ $licence }) is about its introduction, and about the choice and the order of the resources.
borrowing-each = What is borrowed keeps its licence. That of this page ({ $licence }) is about the rest.
borrowing-credit = Whoever shares this page also credits the authors of what it borrows:
collection-credit = Whoever shares the collection credits the authors of each resource:
collection-credit-link = the credit line names them all.
collection-commercial = The whole may be shared, and even sold.
collection-non-commercial = The whole may be shared for non-commercial purposes only, because of:
collection-unchanged = These works must stay as they are (changing their size or format is allowed):
collection-reachable = These works must also stay reachable on their own, outside the collection (Licence Art Libre, article 4):
collection-partial = Not everything could be checked. Before you share the whole, read the licence of each resource and of its files.
borrowing-partial = Not everything could be checked. Before you share the whole, read the licence of everything that this page borrows.
collection-non-commercial-despite = The licence of the collection ({ $licence }) is about the selection only. The whole may be shared for non-commercial purposes only, because of:
borrowing-non-commercial-despite = The licence of this page ({ $licence }) is not about what it borrows. The whole may be shared for non-commercial purposes only, because of:
