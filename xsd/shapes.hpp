#pragma once

#include "xsd/model/bericht.hpp"

#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

/// The one description of which element is which member. The reader (machine.cpp) and the writer (write.cpp) both follow it.
/// Order, optionality and values are the schema's business; RetourCodes stands where a retour adds it and is absent when empty.
namespace xsd {

/// What to be shaped when a member's type alone does not say it.
struct Totaal {}; ///< CDT_TotaalBedragMetDC: BedragMetDC with the amount in TotaalBedrag

template <class T>
struct MemberOf;
template <class Class, class Value>
struct MemberOf<Value Class::*> {
    using type = Value;
};

/// One element: a leaf, or a struct shaped by S.
template <auto Member, class S = void>
struct Element {
    std::string_view name;
    static constexpr auto member = Member;
    using Value = typename MemberOf<decltype(Member)>::type;
    using As = S;
};

/// A container element around repeated elements, absent when there are none.
template <auto Member>
struct List {
    std::string_view name;
    std::string_view item;
    static constexpr auto member = Member;
    using Value = typename MemberOf<decltype(Member)>::type;
};

template <auto Member, class S = void>
constexpr Element<Member, S> el(std::string_view name) {
    return {name};
}
template <auto Member>
constexpr List<Member> list(std::string_view name, std::string_view item) {
    return {name, item};
}

/// `basis`: its child elements live in the namespace of the basisschema.
template <class S>
struct Shape;

using namespace model;

template <auto Member>
constexpr auto retour_codes() {
    return list<Member>("RetourCodes", "RetourCode");
}

template <>
struct Shape<BerichtIdentificatie> {
    static constexpr bool basis = true;
    static constexpr auto fields =
        std::tuple{el<&BerichtIdentificatie::identificatie>("Identificatie"), el<&BerichtIdentificatie::dagtekening>("Dagtekening")};
};

template <>
struct Shape<XsdVersie> {
    static constexpr bool basis = true;
    static constexpr auto fields =
        std::tuple{el<&XsdVersie::basisschema_xsd_versie>("BasisschemaXsdVersie"), el<&XsdVersie::bericht_xsd_versie>("BerichtXsdVersie")};
};

template <>
struct Shape<Header> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&Header::bericht_code>("BerichtCode"),
                                              el<&Header::bericht_versie>("BerichtVersie"),
                                              el<&Header::bericht_subversie>("BerichtSubversie"),
                                              el<&Header::afzender>("Afzender"),
                                              el<&Header::ontvanger>("Ontvanger"),
                                              el<&Header::bericht_identificatie>("BerichtIdentificatie"),
                                              el<&Header::xsd_versie>("XsdVersie")};
};

template <>
struct Shape<RetourHeader> {
    static constexpr bool basis = false;
    static constexpr auto fields =
        std::tuple_cat(Shape<Header>::fields,
                       std::tuple{el<&RetourHeader::identificatie_retour>("IdentificatieRetour"),
                                  el<&RetourHeader::dagtekening_retour>("DagtekeningRetour"), el<&RetourHeader::xslt_versie>("XsltVersie"),
                                  el<&RetourHeader::xsd_versie_retour>("XsdVersieRetour"), retour_codes<&RetourHeader::retour_codes>()});
};

template <>
struct Shape<DeclaratieAntwoordHeader> {
    static constexpr bool basis = false;
    static constexpr auto fields =
        std::tuple_cat(Shape<Header>::fields, std::tuple{el<&DeclaratieAntwoordHeader::declaratie_identificatie>("DeclaratieIdentificatie"),
                                                         el<&DeclaratieAntwoordHeader::xslt_versie>("XsltVersie"),
                                                         el<&DeclaratieAntwoordHeader::xsd_versie_declaratie>("XsdVersieDeclaratie"),
                                                         retour_codes<&DeclaratieAntwoordHeader::retour_codes>()});
};

template <>
struct Shape<Geboortedatum> {
    static constexpr bool basis = true;
    static constexpr auto fields = std::tuple{el<&Geboortedatum::datum>("Datum"), el<&Geboortedatum::datum_gebruik>("DatumGebruik")};
};

template <>
struct Shape<Achternaam> {
    static constexpr bool basis = true;
    static constexpr auto fields = std::tuple{el<&Achternaam::achternaam>("Achternaam"), el<&Achternaam::voorvoegsel>("Voorvoegsel")};
};

template <>
struct Shape<VolledigeNaam> {
    static constexpr bool basis = true;
    static constexpr auto fields =
        std::tuple{el<&VolledigeNaam::geslachtsnaam>("Geslachtsnaam"), el<&VolledigeNaam::partnernaam>("Partnernaam"),
                   el<&VolledigeNaam::voornamen>("Voornamen"), el<&VolledigeNaam::voorletters>("Voorletters"),
                   el<&VolledigeNaam::naam_gebruik>("NaamGebruik")};
};

template <>
struct Shape<Communicatie> {
    static constexpr bool basis = true;
    static constexpr auto fields = std::tuple{el<&Communicatie::vorm>("Vorm"), el<&Communicatie::taal>("Taal")};
};

template <>
struct Shape<Huis> {
    static constexpr bool basis = true;
    static constexpr auto fields =
        std::tuple{el<&Huis::huisnummer>("Huisnummer"), el<&Huis::huisletter>("Huisletter"),
                   el<&Huis::huisnummer_toevoeging>("HuisnummerToevoeging"), el<&Huis::aanduiding_woonadres>("AanduidingWoonadres")};
};

template <>
struct Shape<Adres> {
    static constexpr bool basis = true;
    static constexpr auto fields =
        std::tuple{el<&Adres::huis>("Huis"), el<&Adres::postcode>("Postcode"), el<&Adres::straatnaam>("Straatnaam"),
                   el<&Adres::plaatsnaam>("Plaatsnaam"), el<&Adres::land_code>("LandCode")};
};

template <>
struct Shape<Telefoon> {
    static constexpr bool basis = true;
    static constexpr auto fields = std::tuple{el<&Telefoon::telefoonnummer>("Telefoonnummer"), el<&Telefoon::landnummer>("Landnummer")};
};

template <>
struct Shape<Telefoonnummers> {
    static constexpr bool basis = true;
    static constexpr auto fields =
        std::tuple{el<&Telefoonnummers::telefoon01>("Telefoon01"), el<&Telefoonnummers::telefoon02>("Telefoon02")};
};

template <>
struct Shape<OpenPeriode> {
    static constexpr bool basis = true;
    static constexpr auto fields = std::tuple{el<&OpenPeriode::begindatum>("Begindatum"), el<&OpenPeriode::einddatum>("Einddatum")};
};

template <>
struct Shape<GeslotenPeriode> {
    static constexpr bool basis = true;
    static constexpr auto fields = std::tuple{el<&GeslotenPeriode::begindatum>("Begindatum"), el<&GeslotenPeriode::einddatum>("Einddatum")};
};

template <>
struct Shape<Contact> {
    static constexpr bool basis = false;
    static constexpr auto fields =
        std::tuple{el<&Contact::soort>("Soort"),          el<&Contact::adres>("Adres"),           el<&Contact::organisatie>("Organisatie"),
                   el<&Contact::telefoon>("Telefoon"),    el<&Contact::emailadres>("Emailadres"), el<&Contact::periode>("Periode"),
                   retour_codes<&Contact::retour_codes>()};
};

template <>
struct Shape<Relatie> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&Relatie::nummer>("Nummer"),     el<&Relatie::volgorde>("Volgorde"),
                                              el<&Relatie::soort>("Soort"),       el<&Relatie::geboortedatum>("Geboortedatum"),
                                              el<&Relatie::geslacht>("Geslacht"), el<&Relatie::naam>("Naam"),
                                              el<&Relatie::contact>("Contact"),   retour_codes<&Relatie::retour_codes>()};
};

template <>
struct Shape<Product> {
    static constexpr bool basis = true;
    static constexpr auto fields = std::tuple{el<&Product::categorie>("Categorie"), el<&Product::code>("Code")};
};

template <>
struct Shape<Omvang> {
    static constexpr bool basis = true;
    static constexpr auto fields =
        std::tuple{el<&Omvang::volume>("Volume"), el<&Omvang::eenheid>("Eenheid"), el<&Omvang::frequentie>("Frequentie")};
};

template <>
struct Shape<ToegewezenProduct> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&ToegewezenProduct::toewijzing_nummer>("ToewijzingNummer"),
                                              el<&ToegewezenProduct::referentie_aanbieder>("ReferentieAanbieder"),
                                              el<&ToegewezenProduct::product>("Product"),
                                              el<&ToegewezenProduct::toewijzingsdatum>("Toewijzingsdatum"),
                                              el<&ToegewezenProduct::toewijzingstijd>("Toewijzingstijd"),
                                              el<&ToegewezenProduct::ingangsdatum>("Ingangsdatum"),
                                              el<&ToegewezenProduct::einddatum>("Einddatum"),
                                              el<&ToegewezenProduct::reden_wijziging>("RedenWijziging"),
                                              el<&ToegewezenProduct::omvang>("Omvang"),
                                              el<&ToegewezenProduct::budget>("Budget"),
                                              el<&ToegewezenProduct::commentaar>("Commentaar"),
                                              retour_codes<&ToegewezenProduct::retour_codes>()};
};

template <>
struct Shape<ClientToewijzing> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&ClientToewijzing::bsn>("Bsn"),
                                              el<&ClientToewijzing::geboortedatum>("Geboortedatum"),
                                              el<&ClientToewijzing::geslacht>("Geslacht"),
                                              el<&ClientToewijzing::naam>("Naam"),
                                              el<&ClientToewijzing::communicatie>("Communicatie"),
                                              el<&ClientToewijzing::juridische_status>("JuridischeStatus"),
                                              el<&ClientToewijzing::wettelijke_vertegenwoordiging>("WettelijkeVertegenwoordiging"),
                                              el<&ClientToewijzing::commentaar>("Commentaar"),
                                              list<&ClientToewijzing::relaties>("Relaties", "Relatie"),
                                              list<&ClientToewijzing::contactgegevens>("Contactgegevens", "Contact"),
                                              list<&ClientToewijzing::toegewezen_producten>("ToegewezenProducten", "ToegewezenProduct"),
                                              retour_codes<&ClientToewijzing::retour_codes>()};
};

template <>
struct Shape<Referentie> {
    static constexpr bool basis = true;
    static constexpr auto fields = std::tuple{el<&Referentie::referentie_nummer>("ReferentieNummer"),
                                              el<&Referentie::vorig_referentie_nummer>("VorigReferentieNummer")};
};

template <>
struct Shape<BedragMetDC> {
    static constexpr bool basis = true;
    static constexpr auto fields = std::tuple{el<&BedragMetDC::bedrag>("Bedrag"), el<&BedragMetDC::debet_credit>("DebetCredit")};
};

template <>
struct Shape<Totaal> {
    static constexpr bool basis = true;
    static constexpr auto fields = std::tuple{el<&BedragMetDC::bedrag>("TotaalBedrag"), el<&BedragMetDC::debet_credit>("DebetCredit")};
};

template <>
struct Shape<Prestatie> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&Prestatie::product_referentie>("ProductReferentie"),
                                              el<&Prestatie::toewijzing_nummer>("ToewijzingNummer"),
                                              el<&Prestatie::product_categorie>("ProductCategorie"),
                                              el<&Prestatie::product_code>("ProductCode"),
                                              el<&Prestatie::product_periode>("ProductPeriode"),
                                              el<&Prestatie::geleverd_volume>("GeleverdVolume"),
                                              el<&Prestatie::eenheid>("Eenheid"),
                                              el<&Prestatie::product_tarief>("ProductTarief"),
                                              el<&Prestatie::ingediend_bedrag>("IngediendBedrag"),
                                              retour_codes<&Prestatie::retour_codes>()};
};

template <>
struct Shape<ClientDeclaratie> {
    static constexpr bool basis = false;
    static constexpr auto fields =
        std::tuple{el<&ClientDeclaratie::bsn>("Bsn"), list<&ClientDeclaratie::prestaties>("Prestaties", "Prestatie"),
                   retour_codes<&ClientDeclaratie::retour_codes>()};
};

template <>
struct Shape<Declaratie> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{
        el<&Declaratie::declaratie_nummer>("DeclaratieNummer"), el<&Declaratie::declaratie_periode>("DeclaratiePeriode"),
        el<&Declaratie::declaratie_dagtekening>("DeclaratieDagtekening"),
        el<&Declaratie::totaal_ingediend_bedrag, Totaal>("TotaalIngediendBedrag"), list<&Declaratie::clienten>("Clienten", "Client")};
};

template <>
struct Shape<DeclaratieAntwoord> {
    static constexpr bool basis = false;
    static constexpr auto fields =
        std::tuple{el<&DeclaratieAntwoord::declaratie_nummer>("DeclaratieNummer"),
                   el<&DeclaratieAntwoord::totaal_ingediend_bedrag, Totaal>("TotaalIngediendBedrag"),
                   el<&DeclaratieAntwoord::totaal_toegekend_bedrag, Totaal>("TotaalToegekendBedrag"),
                   list<&DeclaratieAntwoord::clienten>("Clienten", "Client"), retour_codes<&DeclaratieAntwoord::retour_codes>()};
};

template <>
struct Shape<Bericht301> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&Bericht301::header>("Header"), el<&Bericht301::client>("Client")};
};

template <>
struct Shape<Bericht302> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&Bericht302::header>("Header"), el<&Bericht302::client>("Client")};
};

template <>
struct Shape<Bericht323> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&Bericht323::header>("Header"), el<&Bericht323::declaratie>("Declaratie")};
};

template <>
struct Shape<Bericht325> {
    static constexpr bool basis = false;
    static constexpr auto fields =
        std::tuple{el<&Bericht325::header>("Header"), el<&Bericht325::declaratie_antwoord>("DeclaratieAntwoord")};
};

template <>
struct Shape<VerkorteNaam> {
    static constexpr bool basis = true;
    static constexpr auto fields = std::tuple{el<&VerkorteNaam::geslachtsnaam>("Geslachtsnaam"), el<&VerkorteNaam::voornamen>("Voornamen"),
                                              el<&VerkorteNaam::voorletters>("Voorletters")};
};

template <>
struct Shape<Verwijzer> {
    static constexpr bool basis = true;
    static constexpr auto fields =
        std::tuple{el<&Verwijzer::type>("Type"), el<&Verwijzer::naam>("Naam"), el<&Verwijzer::zorgverlener_code>("ZorgverlenerCode")};
};

template <>
struct Shape<StartProduct> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&StartProduct::toewijzing_nummer>("ToewijzingNummer"),
                                              el<&StartProduct::product>("Product"),
                                              el<&StartProduct::toewijzing_ingangsdatum>("ToewijzingIngangsdatum"),
                                              el<&StartProduct::begindatum>("Begindatum"),
                                              el<&StartProduct::status_aanlevering>("StatusAanlevering"),
                                              retour_codes<&StartProduct::retour_codes>()};
};

template <>
struct Shape<StopProduct> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&StopProduct::toewijzing_nummer>("ToewijzingNummer"),
                                              el<&StopProduct::product>("Product"),
                                              el<&StopProduct::toewijzing_ingangsdatum>("ToewijzingIngangsdatum"),
                                              el<&StopProduct::begindatum>("Begindatum"),
                                              el<&StopProduct::reden_beeindiging>("RedenBeeindiging"),
                                              el<&StopProduct::einddatum>("Einddatum"),
                                              el<&StopProduct::status_aanlevering>("StatusAanlevering"),
                                              retour_codes<&StopProduct::retour_codes>()};
};

template <>
struct Shape<AangevraagdProduct> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&AangevraagdProduct::referentie_aanbieder>("ReferentieAanbieder"),
                                              el<&AangevraagdProduct::beschikking_nummer>("BeschikkingNummer"),
                                              el<&AangevraagdProduct::product>("Product"),
                                              el<&AangevraagdProduct::beschikking_ingangsdatum>("BeschikkingIngangsdatum"),
                                              el<&AangevraagdProduct::toewijzing_ingangsdatum>("ToewijzingIngangsdatum"),
                                              el<&AangevraagdProduct::toewijzing_einddatum>("ToewijzingEinddatum"),
                                              el<&AangevraagdProduct::omvang>("Omvang"),
                                              el<&AangevraagdProduct::budget>("Budget"),
                                              el<&AangevraagdProduct::verwijzer>("Verwijzer"),
                                              el<&AangevraagdProduct::raamcontract>("Raamcontract"),
                                              el<&AangevraagdProduct::commentaar>("Commentaar"),
                                              retour_codes<&AangevraagdProduct::retour_codes>()};
};

template <>
struct Shape<ClientKort> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&ClientKort::bsn>("Bsn"), el<&ClientKort::geboortedatum>("Geboortedatum"),
                                              el<&ClientKort::geslacht>("Geslacht"), el<&ClientKort::naam>("Naam")};
};

template <>
struct Shape<ClientStart> {
    static constexpr bool basis = false;
    static constexpr auto fields =
        std::tuple_cat(Shape<ClientKort>::fields, std::tuple{list<&ClientStart::start_producten>("StartProducten", "StartProduct"),
                                                             retour_codes<&ClientStart::retour_codes>()});
};

template <>
struct Shape<ClientStop> {
    static constexpr bool basis = false;
    static constexpr auto fields =
        std::tuple_cat(Shape<ClientKort>::fields, std::tuple{list<&ClientStop::stop_producten>("StopProducten", "StopProduct"),
                                                             retour_codes<&ClientStop::retour_codes>()});
};

template <>
struct Shape<ClientVerzoekToewijzing> {
    static constexpr bool basis = false;
    static constexpr auto fields =
        std::tuple_cat(Shape<ClientKort>::fields,
                       std::tuple{el<&ClientVerzoekToewijzing::gezagsdrager_bekend>("GezagsdragerBekend"),
                                  el<&ClientVerzoekToewijzing::commentaar>("Commentaar"),
                                  list<&ClientVerzoekToewijzing::aangevraagde_producten>("AangevraagdeProducten", "AangevraagdProduct"),
                                  retour_codes<&ClientVerzoekToewijzing::retour_codes>()});
};

template <>
struct Shape<OngewijzigdProduct> {
    static constexpr bool basis = false;
    static constexpr auto fields =
        std::tuple{el<&OngewijzigdProduct::toewijzing_nummer>("ToewijzingNummer"), retour_codes<&OngewijzigdProduct::retour_codes>()};
};

template <>
struct Shape<TeWijzigenProduct> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&TeWijzigenProduct::toewijzing_nummer>("ToewijzingNummer"),
                                              el<&TeWijzigenProduct::gewenste_ingangsdatum>("GewensteIngangsdatum"),
                                              el<&TeWijzigenProduct::einddatum>("Einddatum"),
                                              el<&TeWijzigenProduct::omvang>("Omvang"),
                                              el<&TeWijzigenProduct::budget>("Budget"),
                                              retour_codes<&TeWijzigenProduct::retour_codes>()};
};

template <>
struct Shape<NieuwProduct> {
    static constexpr bool basis = false;
    static constexpr auto fields =
        std::tuple{el<&NieuwProduct::product>("Product"),     el<&NieuwProduct::gewenste_ingangsdatum>("GewensteIngangsdatum"),
                   el<&NieuwProduct::einddatum>("Einddatum"), el<&NieuwProduct::omvang>("Omvang"),
                   el<&NieuwProduct::budget>("Budget"),       retour_codes<&NieuwProduct::retour_codes>()};
};

template <>
struct Shape<Verzoek> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&Verzoek::referentie_aanbieder>("ReferentieAanbieder"),
                                              el<&Verzoek::reden_verzoek>("RedenVerzoek"),
                                              list<&Verzoek::ongewijzigde_producten>("OngewijzigdeProducten", "OngewijzigdProduct"),
                                              list<&Verzoek::te_wijzigen_producten>("TeWijzigenProducten", "TeWijzigenProduct"),
                                              list<&Verzoek::nieuwe_producten>("NieuweProducten", "NieuwProduct"),
                                              retour_codes<&Verzoek::retour_codes>()};
};

template <>
struct Shape<ClientVerzoekWijziging> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&ClientVerzoekWijziging::bsn>("Bsn"), el<&ClientVerzoekWijziging::verzoek>("Verzoek"),
                                              retour_codes<&ClientVerzoekWijziging::retour_codes>()};
};

template <>
struct Shape<Woonplaatsbeginsel> {
    static constexpr bool basis = false;
    static constexpr auto fields =
        std::tuple{el<&Woonplaatsbeginsel::gemeente>("Gemeente"), retour_codes<&Woonplaatsbeginsel::retour_codes>()};
};

template <>
struct Shape<Antwoord> {
    static constexpr bool basis = false;
    static constexpr auto fields =
        std::tuple{el<&Antwoord::referentie_aanbieder>("ReferentieAanbieder"), el<&Antwoord::verzoek_antwoord>("VerzoekAntwoord"),
                   el<&Antwoord::reden_afwijzing_verzoek>("RedenAfwijzingVerzoek"), el<&Antwoord::woonplaatsbeginsel>("Woonplaatsbeginsel"),
                   retour_codes<&Antwoord::retour_codes>()};
};

template <>
struct Shape<Bericht305> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&Bericht305::header>("Header"), el<&Bericht305::client>("Client")};
};

template <>
struct Shape<Bericht306> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&Bericht306::header>("Header"), el<&Bericht306::client>("Client")};
};

template <>
struct Shape<Bericht307> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&Bericht307::header>("Header"), el<&Bericht307::client>("Client")};
};

template <>
struct Shape<Bericht308> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&Bericht308::header>("Header"), el<&Bericht308::client>("Client")};
};

template <>
struct Shape<Bericht315> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&Bericht315::header>("Header"), el<&Bericht315::client>("Client")};
};

template <>
struct Shape<Bericht316> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&Bericht316::header>("Header"), el<&Bericht316::client>("Client")};
};

template <>
struct Shape<Bericht317> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&Bericht317::header>("Header"), el<&Bericht317::client>("Client")};
};

template <>
struct Shape<Bericht318> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&Bericht318::header>("Header"), el<&Bericht318::client>("Client")};
};

template <>
struct Shape<Bericht319> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&Bericht319::header>("Header"), el<&Bericht319::antwoord>("Antwoord")};
};

template <>
struct Shape<Bericht320> {
    static constexpr bool basis = false;
    static constexpr auto fields = std::tuple{el<&Bericht320::header>("Header"), el<&Bericht320::antwoord>("Antwoord")};
};

} // namespace xsd
