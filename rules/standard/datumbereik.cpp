// DATUMBEREIK, our own rule: xs:date allows -2023-05-06 and 12023-05-06, which no date in social care means. Every date of a message
// lies in 1900-01-01..2100-12-31.
#include "rules/standard/productregel.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

class Dates {
public:
    explicit Dates(Meldingen& uit) : uit_(uit) {}

    void look(model::Place const& plaats, std::string_view element, model::Datum const& datum) {
        if (datum.value >= first_ && datum.value <= last_) return;
        uit_.push_back({.plaats = at(plaats, element),
                        .melding = "Deze datum ligt te ver in het verleden of de toekomst.",
                        .waarde = datum.spelling.get() ? *datum.spelling.get() : model::to_string(datum.value),
                        .grens = "01-01-1900 tot en met 31-12-2100",
                        .oplossing = "Controleer het jaartal.",
                        .bron = {"lokaal", "datums van 1900 tot en met 2100", ""}});
    }
    void look(model::Place const& plaats, std::string_view element, std::optional<model::Datum> const& datum) {
        if (datum) look(plaats, element, *datum);
    }

    /// What every kind of message has in the same place.
    void look(model::Message const& bericht) {
        look({.klasse = model::Klasse::header}, "BerichtIdentificatie/Dagtekening",
             model::header(bericht).bericht_identificatie.dagtekening);
        for_each_geboortedatum(bericht, [&](model::Geboortedatum const& geboortedatum, model::Place const& plaats) {
            look(plaats, "Geboortedatum/Datum", geboortedatum.datum);
        });
    }

    void look(model::Bericht301 const& bericht) {
        for_each_contact(bericht, [&](model::Contact const& contact, model::Place const& plaats) {
            if (!contact.periode) return;
            look(plaats, "Periode/Begindatum", contact.periode->begindatum);
            look(plaats, "Periode/Einddatum", contact.periode->einddatum);
        });
        for_each_product(bericht, [&](model::ToegewezenProduct const& product, model::Place const& plaats) {
            look(plaats, "Toewijzingsdatum", product.toewijzingsdatum);
            look(product_regel(product, plaats));
        });
    }

    void look(model::Bericht305 const& bericht) {
        for_each_item(bericht.client.start_producten, model::Klasse::start_product,
                      [&](model::StartProduct const& start, model::Place const& plaats) {
                          look(plaats, "ToewijzingIngangsdatum", start.toewijzing_ingangsdatum);
                          look(plaats, "Begindatum", start.begindatum);
                      });
    }

    void look(model::Bericht307 const& bericht) {
        for_each_item(bericht.client.stop_producten, model::Klasse::stop_product,
                      [&](model::StopProduct const& stop, model::Place const& plaats) {
                          look(plaats, "ToewijzingIngangsdatum", stop.toewijzing_ingangsdatum);
                          look(plaats, "Begindatum", stop.begindatum);
                          look(plaats, "Einddatum", stop.einddatum);
                      });
    }

    void look(model::Bericht315 const& bericht) {
        for_each_item(bericht.client.aangevraagde_producten, model::Klasse::aangevraagd_product,
                      [&](model::AangevraagdProduct const& product, model::Place const& plaats) {
                          look(plaats, "BeschikkingIngangsdatum", product.beschikking_ingangsdatum);
                          look(product_regel(product, plaats));
                      });
    }

    void look(model::Bericht317 const& bericht) {
        auto const& verzoek = bericht.client.verzoek;
        auto const give = [&](auto const& product, model::Place const& plaats) { look(product_regel(product, plaats)); };
        for_each_item(verzoek.te_wijzigen_producten, model::Klasse::te_wijzigen_product, give);
        for_each_item(verzoek.nieuwe_producten, model::Klasse::nieuw_product, give);
    }

    void look(model::Bericht323 const& bericht) {
        auto const& declaratie = bericht.declaratie;
        auto const plaats = declaratie_plaats(declaratie.lijn);
        look(plaats, "DeclaratiePeriode/Begindatum", declaratie.declaratie_periode.begindatum);
        look(plaats, "DeclaratiePeriode/Einddatum", declaratie.declaratie_periode.einddatum);
        look(plaats, "DeclaratieDagtekening", declaratie.declaratie_dagtekening);
        prestaties(declaratie.clienten);
    }

    void look(model::Bericht325 const& bericht) {
        look({.klasse = model::Klasse::header}, "DeclaratieIdentificatie/Dagtekening", bericht.header.declaratie_identificatie.dagtekening);
        if (bericht.declaratie_antwoord) prestaties(bericht.declaratie_antwoord->clienten);
    }

private:
    void look(ProductRegel const& regel) {
        look(regel.plaats, regel.begin_element, *regel.begin);
        if (regel.einde) look(regel.plaats, regel.einde_element, *regel.einde);
    }

    void prestaties(std::span<model::ClientDeclaratie const> clienten) {
        for_each_prestatie(clienten, [&](auto const&, model::Prestatie const& prestatie, model::Place const& plaats) {
            look(plaats, "ProductPeriode/Begindatum", prestatie.product_periode.begindatum);
            look(plaats, "ProductPeriode/Einddatum", prestatie.product_periode.einddatum);
        });
    }

    Meldingen& uit_;
    model::Date first_ = model::date(1900, 1, 1);
    model::Date last_ = model::date(2100, 12, 31);
};

void check(Zaak const& zaak, Meldingen& uit) {
    auto dates = Dates(uit);
    dates.look(zaak.bericht);
    if (auto const* toewijzing = std::get_if<model::Bericht301>(&zaak.bericht.inhoud)) dates.look(*toewijzing);
    if (auto const* start = std::get_if<model::Bericht305>(&zaak.bericht.inhoud)) dates.look(*start);
    if (auto const* stop = std::get_if<model::Bericht307>(&zaak.bericht.inhoud)) dates.look(*stop);
    if (auto const* verzoek = std::get_if<model::Bericht315>(&zaak.bericht.inhoud)) dates.look(*verzoek);
    if (auto const* wijziging = std::get_if<model::Bericht317>(&zaak.bericht.inhoud)) dates.look(*wijziging);
    if (auto const* declaratie = std::get_if<model::Bericht323>(&zaak.bericht.inhoud)) dates.look(*declaratie);
    if (auto const* antwoord = std::get_if<model::Bericht325>(&zaak.bericht.inhoud)) dates.look(*antwoord);
}

} // namespace

constinit Rule const datumbereik{
    .id = "DATUMBEREIK",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_heen,
    .zin = "Elke datum ligt van 1900 tot en met 2100.",
    .bron = "lokaal",
    .check = &check,
};

} // namespace rules::standard
