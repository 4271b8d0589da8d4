#include "rules/contract/lijn.hpp"

#include "rules/standard/common.hpp"
#include "rules/standard/toewijzingen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace rules::contract {
namespace {

using model::Klasse;

constexpr model::Date end_of_time{std::numeric_limits<std::int32_t>::max()};

std::optional<model::Date> day(std::optional<model::Datum> const& datum) { return datum ? std::optional(datum->value) : std::nullopt; }

std::optional<model::Money> money(std::optional<model::Bedrag> const& bedrag) {
    return bedrag ? std::optional(bedrag->value) : std::nullopt;
}

template <class T>
T const* pointer(std::optional<T> const& maybe) {
    return maybe ? &*maybe : nullptr;
}

void name_product(Lijn& lijn, std::optional<model::Product> const& product) {
    if (!product) return;
    lijn.categorie = product->categorie;
    lijn.product_element = "Product";
    if (product->code) {
        lijn.code = *product->code;
        lijn.product_element = "Product/Code";
    }
}

bool refused(model::RetourCodes const& codes) {
    return std::ranges::any_of(codes, [](model::Code code) { return code != "0200"; });
}

} // namespace

model::Period Lijn::periode() const { return {begin, einde.value_or(end_of_time)}; }

std::string Lijn::naam() const {
    if (!code.empty()) return std::string(code);
    return categorie.empty() ? "de toewijzing" : fmt::format("categorie {}", categorie.view());
}

bool niet_ruimer(model::ToegewezenProduct const& nieuw, model::ToewijzingFact const& oud) {
    auto const same_product = [&] {
        if (nieuw.product.has_value() != oud.product.has_value()) return false;
        return !nieuw.product || (nieuw.product->categorie == oud.product->categorie && nieuw.product->code == oud.product->code);
    };
    if (!same_product() || nieuw.ingangsdatum < oud.ingangsdatum) return false;
    if (oud.einddatum && (!nieuw.einddatum || *nieuw.einddatum > *oud.einddatum)) return false;
    if (nieuw.budget.has_value() != oud.budget.has_value() || nieuw.omvang.has_value() != oud.omvang.has_value()) return false;
    if (nieuw.budget && nieuw.budget->value > *oud.budget) return false;
    if (!nieuw.omvang) return true;
    return nieuw.omvang->eenheid == oud.omvang->eenheid && nieuw.omvang->frequentie == oud.omvang->frequentie &&
           nieuw.omvang->volume <= oud.omvang->volume;
}

model::Bron bron(ContractZaak const& zaak, std::string const& herkomst) { return {"contract", herkomst, zaak.contract.label()}; }

ContractZaak::ContractZaak(Zaak const& z, model::Contract const& c)
    : zaak(z), contract(c), feiten(z.feiten.contract_feiten), gemeente(model::gemeente(z.bericht)), aanbieder(model::aanbieder(z.bericht)),
      domein(z.bericht.soort.domein), bericht(z.bericht.soort.nummer) {
    for (auto const& r : feiten.registraties) registraties_.push_back(&r);
    std::ranges::stable_sort(registraties_, {}, [](auto const* r) { return std::pair(r->toewijzing, std::string_view(r->soort)); });
    verzamel();
}

model::Registratie const* ContractZaak::registratie(std::string_view soort, Lijn const& lijn) const {
    if (registraties_.empty()) return nullptr;
    auto const key = [](model::Registratie const* r) { return std::pair(r->toewijzing, std::string_view(r->soort)); };
    if (lijn.nummer != 0) {
        auto const own = std::ranges::equal_range(registraties_, std::pair(lijn.nummer, soort), {}, key);
        if (!own.empty()) return own.back();
    }
    for (auto const* r : std::ranges::equal_range(registraties_, std::pair(std::int64_t{0}, soort), {}, key))
        if (r->aanbieder == aanbieder) return r;
    return nullptr;
}

bool ContractZaak::buiten_raam(Lijn const& lijn) const {
    if (lijn.overeenkomst != nullptr) return lijn.overeenkomst->rol == "buiten_raam";
    return lijn.groep != nullptr && lijn.groep->overeenkomsten.empty() && registratie("niet_leverbaar", lijn) != nullptr;
}

bool ContractZaak::in_perceel(std::string_view code, std::string_view perceel) const {
    auto const* product = contract.product(domein, code, std::nullopt);
    return product != nullptr && product->perceel == perceel;
}

bool ContractZaak::bedoelt(std::string_view perceel, std::string_view product, std::string_view code) const {
    if (code.empty()) return false;
    if (!product.empty()) return product == code;
    return perceel.empty() || in_perceel(code, perceel);
}

Groep& ContractZaak::groep(model::Code categorie, std::string_view code) {
    auto const [at, is_new] = groepen_.try_emplace({categorie, code});
    auto& groep = at->second;
    if (!is_new) return groep;
    if (!code.empty()) groep.lijst = contract.producten_met(domein, code);
    auto const add = [&](model::ContractProduct const& product) {
        auto const* perceel = product.perceel.empty() ? nullptr : contract.vind_perceel(product.perceel);
        if (perceel != nullptr && std::ranges::find(groep.percelen, perceel) == groep.percelen.end()) groep.percelen.push_back(perceel);
    };
    if (!code.empty()) std::ranges::for_each(groep.lijst, add);
    else
        for (auto const& product : contract.producten)
            if (product.domein == domein && (categorie.empty() || product.categorie == categorie)) add(product);

    auto const is_of = [&](std::string_view id) { return std::ranges::any_of(groep.percelen, [&](auto const* p) { return p->id == id; }); };
    for (auto const& o : contract.van_aanbieder(aanbieder))
        if (is_of(o.perceel)) groep.overeenkomsten.push_back(&o);
    for (auto const& d : contract.geen_deelname)
        if (d.gemeente == gemeente &&
            ((!d.product.empty() && d.product == code) || (!code.empty() && !d.perceel.empty() && is_of(d.perceel))))
            groep.zonder_deelname.push_back(&d);
    return groep;
}

void ContractZaak::vul(Lijn& lijn) {
    if (lijn.groep == nullptr) lijn.groep = &groep(lijn.categorie, lijn.code);
    auto const& g = *lijn.groep;
    if (!g.lijst.empty()) {
        lijn.product = &g.lijst.back();
        for (auto const& p : g.lijst)
            if (p.geldig.op(lijn.begin)) lijn.product = &p;
    }
    if (g.percelen.size() == 1) lijn.perceel = g.percelen.front();
    else if (lijn.product != nullptr && !lijn.product->perceel.empty()) lijn.perceel = contract.vind_perceel(lijn.product->perceel);
    for (auto const* o : g.overeenkomsten)
        if (o->geldig.op(lijn.begin) && (lijn.perceel == nullptr || o->perceel == lijn.perceel->id)) lijn.overeenkomst = o;
}

void ContractZaak::vul_uit_feit(Lijn& lijn) {
    lijn.feit = zaak.feiten.toewijzing(lijn.nummer);
    if (lijn.feit == nullptr || !lijn.categorie.empty() || !lijn.feit->product) return;
    lijn.categorie = lijn.feit->product->categorie;
    if (lijn.feit->product->code) lijn.code = *lijn.feit->product->code;
}

Lijn ContractZaak::lijn(model::Prestatie const& p, model::Place const& plaats) {
    if (laatste_ == nullptr || laatste_code_ != p.product_code || laatste_categorie_ != p.product_categorie) {
        laatste_ = &groep(p.product_categorie, p.product_code);
        laatste_code_ = p.product_code;
        laatste_categorie_ = p.product_categorie;
    }
    Lijn lijn{.plaats = plaats,
              .begin_element = "ProductPeriode/Begindatum",
              .einde_element = "ProductPeriode/Einddatum",
              .product_element = "ProductCode",
              .nummer = p.toewijzing_nummer,
              .categorie = p.product_categorie,
              .code = p.product_code,
              .begin = p.product_periode.begindatum,
              .einde = p.product_periode.einddatum.value,
              .gedateerd = std::get<model::Bericht323>(zaak.bericht.inhoud).declaratie.declaratie_dagtekening,
              .feit = zaak.feiten.toewijzing(p.toewijzing_nummer),
              .groep = laatste_,
              .prestatie = &p};
    vul(lijn);
    return lijn;
}

void ContractZaak::verzamel() {
    auto const add = [&](Lijn lijn) {
        if (lijn.nummer != 0) vul_uit_feit(lijn);
        vul(lijn);
        lijnen_.push_back(lijn);
    };
    auto const& inhoud = zaak.bericht.inhoud;
    auto const dag = standard::dagtekening(zaak.bericht);
    using standard::for_each_item;
    if (auto const* b = std::get_if<model::Bericht301>(&inhoud)) {
        standard::for_each_product(*b, [&](model::ToegewezenProduct const& p, model::Place const& plaats) {
            auto const weg =
                p.reden_wijziging && (*p.reden_wijziging == "13" || *p.reden_wijziging == "01") && p.einddatum == p.ingangsdatum;
            auto const* oud = zaak.feiten.toewijzing(p.toewijzing_nummer);
            if (weg || (oud != nullptr && niet_ruimer(p, *oud))) return;
            Lijn lijn{.plaats = plaats,
                      .begin_element = "Ingangsdatum",
                      .einde_element = "Einddatum",
                      .nummer = p.toewijzing_nummer,
                      .begin = p.ingangsdatum,
                      .einde = day(p.einddatum),
                      .gedateerd = p.toewijzingsdatum,
                      .omvang = pointer(p.omvang),
                      .budget = money(p.budget)};
            name_product(lijn, p.product);
            add(lijn);
        });
    } else if (auto const* retour = std::get_if<model::Bericht302>(&inhoud)) {
        if (!retour->client) {
            if (refused(retour->header.retour_codes))
                lijnen_.push_back({.plaats = {Klasse::header, 0, 0, {}, 0}, .gedateerd = dag, .geweigerd = true});
            return;
        }
        for_each_item(retour->client->toegewezen_producten, Klasse::toegewezen_product, [&](auto const& p, model::Place const& plaats) {
            Lijn lijn{.plaats = plaats,
                      .begin_element = "Ingangsdatum",
                      .einde_element = "Einddatum",
                      .begin = p.ingangsdatum,
                      .einde = day(p.einddatum),
                      .gedateerd = dag,
                      .geweigerd =
                          refused(p.retour_codes) || refused(retour->header.retour_codes) || refused(retour->client->retour_codes)};
            name_product(lijn, p.product);
            add(lijn);
        });
    } else if (auto const* start = std::get_if<model::Bericht305>(&inhoud)) {
        for_each_item(start->client.start_producten, Klasse::start_product, [&](auto const& p, model::Place const& plaats) {
            if (p.status_aanlevering == "3") return;
            Lijn lijn{.plaats = plaats,
                      .begin_element = "Begindatum",
                      .nummer = p.toewijzing_nummer ? p.toewijzing_nummer->value : 0,
                      .begin = p.begindatum,
                      .gedateerd = dag};
            name_product(lijn, p.product);
            if (auto const* feit = zaak.feiten.toewijzing(lijn.nummer); feit != nullptr) lijn.einde = feit->einddatum;
            add(lijn);
        });
    } else if (auto const* stop = std::get_if<model::Bericht307>(&inhoud)) {
        for_each_item(stop->client.stop_producten, Klasse::stop_product, [&](auto const& p, model::Place const& plaats) {
            if (p.status_aanlevering == "3") return;
            Lijn lijn{.plaats = plaats,
                      .begin_element = "Begindatum",
                      .einde_element = "Einddatum",
                      .nummer = p.toewijzing_nummer ? p.toewijzing_nummer->value : 0,
                      .begin = p.begindatum,
                      .einde = p.einddatum.value,
                      .gedateerd = dag,
                      .stop = &p};
            name_product(lijn, p.product);
            add(lijn);
        });
    } else if (auto const* gevraagd = std::get_if<model::Bericht315>(&inhoud)) {
        for_each_item(gevraagd->client.aangevraagde_producten, Klasse::aangevraagd_product, [&](auto const& p, model::Place const& plaats) {
            Lijn lijn{.plaats = plaats,
                      .begin_element = "ToewijzingIngangsdatum",
                      .einde_element = "ToewijzingEinddatum",
                      .begin = p.toewijzing_ingangsdatum,
                      .einde = day(p.toewijzing_einddatum),
                      .gedateerd = dag,
                      .omvang = pointer(p.omvang),
                      .budget = money(p.budget),
                      .verwijzer = &p.verwijzer};
            name_product(lijn, p.product);
            add(lijn);
        });
    } else if (auto const* wijziging = std::get_if<model::Bericht317>(&inhoud)) {
        auto const& verzoek = wijziging->client.verzoek;
        for_each_item(verzoek.te_wijzigen_producten, Klasse::te_wijzigen_product, [&](auto const& p, model::Place const& plaats) {
            add({.plaats = plaats,
                 .begin_element = "GewensteIngangsdatum",
                 .einde_element = "Einddatum",
                 .nummer = p.toewijzing_nummer,
                 .begin = p.gewenste_ingangsdatum,
                 .einde = day(p.einddatum),
                 .gedateerd = dag,
                 .omvang = pointer(p.omvang),
                 .budget = money(p.budget)});
        });
        for_each_item(verzoek.nieuwe_producten, Klasse::nieuw_product, [&](auto const& p, model::Place const& plaats) {
            Lijn lijn{.plaats = plaats,
                      .begin_element = "GewensteIngangsdatum",
                      .einde_element = "Einddatum",
                      .begin = p.gewenste_ingangsdatum,
                      .einde = day(p.einddatum),
                      .gedateerd = dag,
                      .omvang = pointer(p.omvang),
                      .budget = money(p.budget),
                      .nieuw_product = true};
            name_product(lijn, p.product);
            add(lijn);
        });
    }
}

} // namespace rules::contract
