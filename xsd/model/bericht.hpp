#pragma once

#include "xsd/model/code.hpp"
#include "xsd/model/date.hpp"
#include "xsd/model/leaf.hpp"
#include "xsd/model/money.hpp"
#include "xsd/model/release.hpp"
#include "xsd/model/soort.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The shapes of iWmo and iJw 3.2 as plain structs: one struct per class and per CDT of `messages.json` and `types-*.json`,
/// members in the order of the standard, optional where the standard says 0..1. The two domains share every shape.
/// A retour repeats the classes of its heenbericht with codes added, so one struct serves both: `retour_codes` is empty
/// in a heenbericht.
namespace model {

using Getal = Leaf<std::int64_t>; ///< LDT_Nummer, LDT_Volume, ...
using Bedrag = Leaf<Money>;       ///< LDT_Bedrag, LDT_TotaalBedrag: whole cents, never negative in a message
using Datum = Leaf<Date>;         ///< LDT_Datum
using Tekst = std::string;        ///< UTF-8, as sent
using RetourCodes = std::vector<Code>;

struct BerichtIdentificatie {
    Tekst identificatie;
    Datum dagtekening;
};

struct XsdVersie {
    Tekst basisschema_xsd_versie;
    Tekst bericht_xsd_versie;
};

/// Header of a heenbericht; the retour headers begin with the same elements.
struct Header {
    Code bericht_code;
    Getal bericht_versie;
    Getal bericht_subversie;
    Tekst afzender;
    Tekst ontvanger;
    BerichtIdentificatie bericht_identificatie;
    XsdVersie xsd_versie;
};

/// Header of 302, 306, 308, 316, 318, 320: that of the heenbericht unchanged, plus its own identification.
struct RetourHeader : Header {
    Tekst identificatie_retour;
    Datum dagtekening_retour;
    std::optional<Tekst> xslt_versie;
    XsdVersie xsd_versie_retour;
    RetourCodes retour_codes; ///< element absent when empty
};

struct DeclaratieAntwoordHeader : Header {
    BerichtIdentificatie declaratie_identificatie;
    std::optional<Tekst> xslt_versie;
    XsdVersie xsd_versie_declaratie;
    RetourCodes retour_codes; ///< always at least one
};

struct Geboortedatum {
    Datum datum;
    std::optional<Code> datum_gebruik;
};

struct Achternaam {
    Tekst achternaam;
    std::optional<Tekst> voorvoegsel;
};

struct VolledigeNaam {
    Achternaam geslachtsnaam;
    std::optional<Achternaam> partnernaam;
    std::optional<Tekst> voornamen;
    std::optional<Tekst> voorletters;
    Code naam_gebruik;
};

struct Communicatie {
    Code vorm;
    std::optional<Tekst> taal;
};

struct Huis {
    Getal huisnummer;
    std::optional<Tekst> huisletter;
    std::optional<Tekst> huisnummer_toevoeging;
    std::optional<Code> aanduiding_woonadres;
};

struct Adres {
    std::optional<Huis> huis;
    std::optional<Tekst> postcode;
    std::optional<Tekst> straatnaam;
    std::optional<Tekst> plaatsnaam;
    std::optional<Code> land_code;
};

struct Telefoon {
    Tekst telefoonnummer;
    Tekst landnummer;
};

struct Telefoonnummers {
    Telefoon telefoon01;
    std::optional<Telefoon> telefoon02;
};

struct OpenPeriode {
    std::optional<Datum> begindatum;
    std::optional<Datum> einddatum;
};

struct GeslotenPeriode {
    Datum begindatum;
    Datum einddatum;
    [[nodiscard]] Period period() const noexcept { return {begindatum, einddatum}; }
};

struct Contact {
    Code soort;
    std::optional<Adres> adres;
    std::optional<Tekst> organisatie;
    std::optional<Telefoonnummers> telefoon;
    std::optional<Tekst> emailadres;
    std::optional<OpenPeriode> periode;
    RetourCodes retour_codes;
    std::uint32_t lijn = 0; ///< line of the start tag in the received bytes, 1-based; 0 when not read from bytes
};

struct Relatie {
    Tekst nummer;
    std::optional<Getal> volgorde;
    Code soort;
    std::optional<Geboortedatum> geboortedatum;
    std::optional<Code> geslacht;
    VolledigeNaam naam;
    Contact contact;
    RetourCodes retour_codes;
    std::uint32_t lijn = 0;
};

struct Product {
    Code categorie;
    std::optional<Tekst> code;
};

struct Omvang {
    Getal volume;
    Code eenheid;
    Code frequentie;
};

struct ToegewezenProduct {
    Getal toewijzing_nummer;
    std::optional<Tekst> referentie_aanbieder;
    std::optional<Product> product;
    Datum toewijzingsdatum;
    Tekst toewijzingstijd; ///< xs:time as sent; fractions and 24:00:00 occur
    Datum ingangsdatum;
    std::optional<Datum> einddatum;
    std::optional<Code> reden_wijziging;
    std::optional<Omvang> omvang;
    std::optional<Bedrag> budget;
    std::optional<Tekst> commentaar;
    RetourCodes retour_codes;
    std::uint32_t lijn = 0;
};

/// Client of a 301.
struct ClientToewijzing {
    Tekst bsn;
    Geboortedatum geboortedatum;
    Code geslacht;
    VolledigeNaam naam;
    std::optional<Communicatie> communicatie;
    std::optional<Code> juridische_status;
    std::optional<Code> wettelijke_vertegenwoordiging;
    std::optional<Tekst> commentaar;
    std::vector<Relatie> relaties;        ///< container element Relaties absent when empty
    std::vector<Contact> contactgegevens; ///< at least one
    std::vector<ToegewezenProduct> toegewezen_producten;
    RetourCodes retour_codes;
    std::uint32_t lijn = 0;
};

struct Referentie {
    Tekst referentie_nummer;
    std::optional<Tekst> vorig_referentie_nummer;
};

struct BedragMetDC {
    Bedrag bedrag;
    Code debet_credit;
    /// Debet positive, credit negative.
    [[nodiscard]] Money signed_amount() const noexcept { return debet_credit == "C" ? -bedrag.value : bedrag.value; }
};

struct Prestatie {
    Referentie product_referentie;
    Getal toewijzing_nummer;
    Code product_categorie;
    Tekst product_code;
    GeslotenPeriode product_periode;
    Getal geleverd_volume; ///< in the unit `eenheid`; cents when that is 83
    Code eenheid;
    std::optional<Bedrag> product_tarief;
    BedragMetDC ingediend_bedrag;
    RetourCodes retour_codes;
    std::uint32_t lijn = 0;
};

/// Client of a 323 or 325.
struct ClientDeclaratie {
    Tekst bsn;
    std::vector<Prestatie> prestaties;
    RetourCodes retour_codes;
    std::uint32_t lijn = 0;
};

struct Declaratie {
    Tekst declaratie_nummer;
    GeslotenPeriode declaratie_periode;
    Datum declaratie_dagtekening;
    BedragMetDC totaal_ingediend_bedrag;
    std::vector<ClientDeclaratie> clienten;
    std::uint32_t lijn = 0;
};

struct DeclaratieAntwoord {
    Tekst declaratie_nummer;
    BedragMetDC totaal_ingediend_bedrag;
    BedragMetDC totaal_toegekend_bedrag;
    std::vector<ClientDeclaratie> clienten; ///< container element Clienten absent when empty
    RetourCodes retour_codes;
    std::uint32_t lijn = 0;
};

struct VerkorteNaam {
    Achternaam geslachtsnaam;
    std::optional<Tekst> voornamen;
    std::optional<Tekst> voorletters;
};

struct Verwijzer {
    Code type;
    std::optional<Tekst> naam;
    std::optional<Tekst> zorgverlener_code;
};

struct StartProduct {
    std::optional<Getal> toewijzing_nummer;
    std::optional<Product> product;
    std::optional<Datum> toewijzing_ingangsdatum;
    Datum begindatum;
    Code status_aanlevering;
    RetourCodes retour_codes;
    std::uint32_t lijn = 0;
};

struct StopProduct {
    std::optional<Getal> toewijzing_nummer;
    std::optional<Product> product;
    std::optional<Datum> toewijzing_ingangsdatum;
    Datum begindatum;
    Code reden_beeindiging;
    Datum einddatum;
    Code status_aanlevering;
    RetourCodes retour_codes;
    std::uint32_t lijn = 0;
};

struct AangevraagdProduct {
    Tekst referentie_aanbieder;
    std::optional<Getal> beschikking_nummer;
    std::optional<Product> product;
    std::optional<Datum> beschikking_ingangsdatum;
    Datum toewijzing_ingangsdatum;
    std::optional<Datum> toewijzing_einddatum;
    std::optional<Omvang> omvang;
    std::optional<Bedrag> budget;
    Verwijzer verwijzer;
    std::optional<Code> raamcontract;
    std::optional<Tekst> commentaar;
    RetourCodes retour_codes;
    std::uint32_t lijn = 0;
};

/// What the Client of 305, 307 and 315 begins with.
struct ClientKort {
    Tekst bsn;
    Geboortedatum geboortedatum;
    Code geslacht;
    VerkorteNaam naam;
};

struct ClientStart : ClientKort {
    std::vector<StartProduct> start_producten;
    RetourCodes retour_codes;
    std::uint32_t lijn = 0;
};

struct ClientStop : ClientKort {
    std::vector<StopProduct> stop_producten;
    RetourCodes retour_codes;
    std::uint32_t lijn = 0;
};

struct ClientVerzoekToewijzing : ClientKort {
    std::optional<Code> gezagsdrager_bekend; ///< iJw only
    std::optional<Tekst> commentaar;
    std::vector<AangevraagdProduct> aangevraagde_producten;
    RetourCodes retour_codes;
    std::uint32_t lijn = 0;
};

struct OngewijzigdProduct {
    Getal toewijzing_nummer;
    RetourCodes retour_codes;
    std::uint32_t lijn = 0;
};

struct TeWijzigenProduct {
    Getal toewijzing_nummer;
    Datum gewenste_ingangsdatum;
    std::optional<Datum> einddatum;
    std::optional<Omvang> omvang;
    std::optional<Bedrag> budget;
    RetourCodes retour_codes;
    std::uint32_t lijn = 0;
};

struct NieuwProduct {
    std::optional<Product> product;
    Datum gewenste_ingangsdatum;
    std::optional<Datum> einddatum;
    std::optional<Omvang> omvang;
    std::optional<Bedrag> budget;
    RetourCodes retour_codes;
    std::uint32_t lijn = 0;
};

struct Verzoek {
    Tekst referentie_aanbieder;
    Code reden_verzoek;
    std::vector<OngewijzigdProduct> ongewijzigde_producten; ///< each container absent when empty
    std::vector<TeWijzigenProduct> te_wijzigen_producten;
    std::vector<NieuwProduct> nieuwe_producten;
    RetourCodes retour_codes;
    std::uint32_t lijn = 0;
};

struct ClientVerzoekWijziging {
    Tekst bsn;
    Verzoek verzoek;
    RetourCodes retour_codes;
    std::uint32_t lijn = 0;
};

/// iJw only: which gemeente is responsible instead.
struct Woonplaatsbeginsel {
    Tekst gemeente;
    RetourCodes retour_codes;
    std::uint32_t lijn = 0;
};

struct Antwoord {
    Tekst referentie_aanbieder;
    Code verzoek_antwoord;
    std::optional<Code> reden_afwijzing_verzoek;
    std::optional<Woonplaatsbeginsel> woonplaatsbeginsel;
    RetourCodes retour_codes;
    std::uint32_t lijn = 0;
};

struct Bericht301 {
    Header header;
    ClientToewijzing client;
};

struct Bericht302 {
    RetourHeader header;
    std::optional<ClientToewijzing> client;
};

struct Bericht305 {
    Header header;
    ClientStart client;
};

struct Bericht306 {
    RetourHeader header;
    std::optional<ClientStart> client;
};

struct Bericht307 {
    Header header;
    ClientStop client;
};

struct Bericht308 {
    RetourHeader header;
    std::optional<ClientStop> client;
};

struct Bericht315 {
    Header header;
    ClientVerzoekToewijzing client;
};

struct Bericht316 {
    RetourHeader header;
    std::optional<ClientVerzoekToewijzing> client;
};

struct Bericht317 {
    Header header;
    ClientVerzoekWijziging client;
};

struct Bericht318 {
    RetourHeader header;
    std::optional<ClientVerzoekWijziging> client;
};

struct Bericht319 {
    Header header;
    Antwoord antwoord;
};

struct Bericht320 {
    RetourHeader header;
    std::optional<Antwoord> antwoord;
};

struct Bericht323 {
    Header header;
    Declaratie declaratie;
};

struct Bericht325 {
    DeclaratieAntwoordHeader header;
    std::optional<DeclaratieAntwoord> declaratie_antwoord;
};

/// One message, whichever kind.
struct Message {
    BerichtSoort soort;
    std::variant<Bericht301, Bericht302, Bericht305, Bericht306, Bericht307, Bericht308, Bericht315, Bericht316, Bericht317, Bericht318,
                 Bericht319, Bericht320, Bericht323, Bericht325>
        inhoud;
    /// Identificatie without blanks around it and in Unicode form C: the form in which two identifications are compared
    /// (TR056). Filled by xsd::read.
    std::string identificatie_sleutel;
    /// The release it is written in: which code lists and rules hold. Never null in a message that xsd::read or rules::retour made.
    std::shared_ptr<Release const> release = nullptr;
};

/// The header elements that every message has. The reference lives as long as the message.
[[nodiscard]] Header const& header(Message const& message);
/// The gemeente (CBS code) and the aanbieder (AGB code) of a message, whichever of the two sent it.
[[nodiscard]] std::string const& gemeente(Message const& message);
[[nodiscard]] std::string const& aanbieder(Message const& message);

} // namespace model
