//! Forms that no ending explains: irregular verbs, and derivations that change the stem.
//!
//! One line a family, its stem first. A form that is also another frequent word (*suis*, *bois*, *part*, *sens*) is left
//! out: it would bring more wrong resources than right ones.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Stem, then its forms, folded and without the plurals that only add an *s*.
const FAMILIES: &[&str] = &[
    "prend prendre prends prend prenons prenez prennent pris prenait prenaient prenant prendra",
    "comprend comprendre comprends comprend comprenons comprenez comprennent compris comprise comprenait comprehension comprehensible",
    "apprend apprendre apprends apprend apprenons apprenez apprennent appris apprise apprenant apprenante apprentissage",
    "reprend reprendre reprends reprend reprenons reprenez reprennent repris reprise reprenant",
    "mett mettre mets met mettons mettez mettent mis mettait mettant mettra",
    "permett permettre permets permet permettons permettez permettent permis permettait permettant permettra",
    "transmett transmettre transmet transmettons transmettez transmettent transmis transmise transmettait transmission",
    "deven devenir deviens devient devenons devenez deviennent devenu devenue devenait deviendra",
    "interven intervenir interviens intervient intervenons intervenez interviennent intervenu intervenue intervenait intervenant intervenante intervention",
    "obten obtenir obtiens obtient obtenons obtenez obtiennent obtenu obtenue obtenait obtention",
    "mainten maintenir maintiens maintient maintenons maintenez maintiennent maintenu maintenue maintien",
    "souten soutenir soutiens soutient soutenons soutenez soutiennent soutenu soutenue soutien",
    "apparten appartenir appartient appartiennent appartenance",
    "ecri ecrire ecris ecrit ecrite ecrivons ecrivez ecrivent ecrivait ecriture",
    "inscri inscrire inscris inscrit inscrite inscrivent inscription",
    "prescri prescrire prescrit prescrite prescrivent prescription prescripteur prescriptrice",
    "decri decrire decris decrit decrite decrivent description",
    "lir lire lisons lisez lisent lisait lisant lecture lecteur lectrice",
    "viv vivre vivons vivez vivent vivait vecu vecue vivra",
    "suiv suivre suivons suivez suivent suivi suivie suivait suivra",
    "recev recevoir recois recoit recevons recevez recoivent recu recue reception",
    "boir boire buvons buvez boivent buvait buvant boisson",
    "dorm dormir dors dort dormons dormez dorment dormait dormant",
    "servir servir sert servent servons servez servait",
    "souffr souffrir souffre souffrons souffrez souffrent souffert souffrait souffrant souffrance",
    "ouvr ouvrir ouvre ouvrons ouvrez ouvrent ouvert ouverte ouverture",
    "decouvr decouvrir decouvre decouvrons decouvrez decouvrent decouvert decouverte",
    "offr offrir offre offrons offrez offrent offert offerte",
    "connaitr connaitre connais connait connaissons connaissez connaissent connu connue connaissance",
    "reconnaitr reconnaitre reconnais reconnait reconnaissons reconnaissez reconnaissent reconnu reconnue reconnaissance",
    "conduir conduire conduis conduit conduite conduisons conduisez conduisent conducteur conductrice",
    "construir construire construis construit construite construisons construisez construisent construction constructeur",
    "coconstruir coconstruire coconstruit coconstruite coconstruisent coconstruisons coconstruction",
    "produir produire produis produit produite produisons produisez produisent production producteur",
    "reduir reduire reduis reduit reduite reduisons reduisez reduisent reduction",
    "traduir traduire traduis traduit traduite traduisons traduisez traduisent traduction traducteur traductrice",
    "introduir introduire introduit introduite introduisent introduction",
    "croi croire crois croit croyons croyez croient croyait croyance",
    "perd perdre perds perd perdons perdez perdent perdu perdue perte",
    "repond repondre reponds repond repondons repondez repondent repondu reponse",
    "attend attendre attends attend attendons attendez attendent attendu attendue attente",
    "entend entendre entends entend entendons entendez entendent entendu entendue",
    "depend dependre depend dependent dependant dependante dependance",
    "choisi choisir choisis choisit choisie choisissons choisissez choisissent choix",
    "essai essayer essaie essaye essayons essayez essaient essayent essai",
    "paye payer paie paye payons payez paient payent payant paiement",
    "emploi employer emploie employons employez emploient employe employee employeur emploi",
    "coordon coordonner coordonne coordonnons coordonnez coordonnent coordonnateur coordonnatrice coordinateur coordinatrice coordination",
    "fum fumer fume fumons fumez fument fumeur fumeuse",
    "douleur douleur douloureux douloureuse",
    "respir respirer respire respirons respirez respirent respiration respiratoire",
    "enseign enseigner enseigne enseignons enseignent enseignant enseignante enseignement",
    "relation relation relationnel relationnelle",
    "emotion emotion emotionnel emotionnelle",
    "experience experience experientiel experientielle",
];

static STEMS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let mut stems = HashMap::new();
    for family in FAMILIES {
        if let Some((stem, forms)) = family.split_once(' ') {
            stems.extend(forms.split(' ').map(|form| (form, stem)));
        }
    }
    stems
});

/// The stem of a folded word that is one of those forms, or the plural of one.
pub fn of(folded: &str) -> Option<&'static str> {
    let found = |form: &str| STEMS.get(form).copied();
    found(folded).or_else(|| found(folded.strip_suffix('s')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_begins_as_its_word_does() {
        for (form, stem) in STEMS.iter() {
            assert_eq!(form.as_bytes()[0], stem.as_bytes()[0], "{form}");
        }
    }
}
