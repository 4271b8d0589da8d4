#include "rules/retour.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace rules {
namespace {

model::Code const in_orde{"0200"};
model::Code const niet_beoordeeld{"0233"};
model::Code const technisch_afgekeurd{"0001"};
model::Code const volledig_toegekend{"8001"};

void add(model::RetourCodes& codes, model::Code code) {
    if (!code.empty() && std::ranges::find(codes, code) == codes.end()) codes.push_back(code);
}

/// The codes of a class that occurs once, for its own findings of level 3 and 4, each once; none when it is clean.
model::RetourCodes codes_at(model::Verdict const& verdict, model::Klasse klasse) {
    model::RetourCodes codes;
    for (auto const& bevinding : verdict.bevindingen)
        if (bevinding.gevolg == model::Gevolg::afkeuren && bevinding.plaats.klasse == klasse) add(codes, bevinding.retourcode);
    return codes;
}

model::RetourCodes or_in_orde(model::RetourCodes codes) {
    if (codes.empty()) codes.push_back(in_orde);
    return codes;
}

/// What rejects a message before its classes are looked at: 0001 for any fault of level 2, else the codes on the Header.
model::RetourCodes header_codes(model::Verdict const& verdict) {
    auto const within = [](model::Finding const& b) { return b.niveau <= model::Niveau::bericht; };
    if (std::ranges::any_of(verdict.bevindingen, within)) return {technisch_afgekeurd};
    return codes_at(verdict, model::Klasse::header);
}

/// BerichtCode of an answer, process.md 1.
std::string_view bericht_code(model::BerichtSoort soort) {
    struct Codes {
        std::int16_t nummer;
        std::string_view wmo, jw;
    };
    static constexpr std::array<Codes, 7> codes{{{302, "415", "437"},
                                                 {306, "419", "439"},
                                                 {308, "421", "441"},
                                                 {316, "445", "447"},
                                                 {318, "481", "487"},
                                                 {320, "483", "489"},
                                                 {325, "485", "491"}}};
    auto const& found = *std::ranges::find(codes, soort.nummer, &Codes::nummer);
    return soort.domein == model::Domein::wmo ? found.wmo : found.jw;
}

template <class T, class F>
void for_each_of(std::vector<T>& items, model::Klasse klasse, F const& f) {
    for (std::size_t i = 0; i < items.size(); ++i) f(items[i].retour_codes, klasse, i);
}

/// The classes that carry RetourCodes once the body of a retour is there: f(its RetourCodes, Klasse, index) for the class itself and
/// for all below it.
template <class F>
void for_each_class(model::ClientToewijzing& client, F const& f) {
    f(client.retour_codes, model::Klasse::client, 0);
    for (std::size_t i = 0; i < client.relaties.size(); ++i) {
        f(client.relaties[i].retour_codes, model::Klasse::relatie, i);
        f(client.relaties[i].contact.retour_codes, model::Klasse::relatie_contact, i);
    }
    for_each_of(client.contactgegevens, model::Klasse::contact, f);
    for_each_of(client.toegewezen_producten, model::Klasse::toegewezen_product, f);
}

template <class F>
void for_each_class(model::ClientStart& client, F const& f) {
    f(client.retour_codes, model::Klasse::client, 0);
    for_each_of(client.start_producten, model::Klasse::start_product, f);
}

template <class F>
void for_each_class(model::ClientStop& client, F const& f) {
    f(client.retour_codes, model::Klasse::client, 0);
    for_each_of(client.stop_producten, model::Klasse::stop_product, f);
}

template <class F>
void for_each_class(model::ClientVerzoekToewijzing& client, F const& f) {
    f(client.retour_codes, model::Klasse::client, 0);
    for_each_of(client.aangevraagde_producten, model::Klasse::aangevraagd_product, f);
}

template <class F>
void for_each_class(model::ClientVerzoekWijziging& client, F const& f) {
    f(client.retour_codes, model::Klasse::client, 0);
    auto& verzoek = client.verzoek;
    f(verzoek.retour_codes, model::Klasse::verzoek, 0);
    for_each_of(verzoek.ongewijzigde_producten, model::Klasse::ongewijzigd_product, f);
    for_each_of(verzoek.te_wijzigen_producten, model::Klasse::te_wijzigen_product, f);
    for_each_of(verzoek.nieuwe_producten, model::Klasse::nieuw_product, f);
}

template <class F>
void for_each_class(model::Antwoord& antwoord, F const& f) {
    f(antwoord.retour_codes, model::Klasse::antwoord, 0);
    if (antwoord.woonplaatsbeginsel) f(antwoord.woonplaatsbeginsel->retour_codes, model::Klasse::woonplaatsbeginsel, 0);
}

/// A 302, 306, 308, 316, 318 or 320 (process.md 3): the header unchanged, not turned around; the body (`inhoud` of the heenbericht,
/// `kopie` of the answer) only when one of its classes is faulty. Every rule of level 3 and 4 was run, so a class without a finding
/// was looked at and is in order: 0233 never occurs.
template <class Body>
void fill_retour(model::Header const& heen, model::RetourHeader& header, Body const& inhoud, std::optional<Body>& kopie,
                 model::BerichtSoort soort, model::Verdict const& verdict, RetourGegevens const& gegevens) {
    static_cast<model::Header&>(header) = heen;
    header.bericht_code = bericht_code(soort);
    header.identificatie_retour = gegevens.identificatie;
    header.dagtekening_retour = gegevens.dagtekening;
    header.xsd_versie_retour = gegevens.xsd_versie;
    if (verdict.uitkomst != model::Uitkomst::afgekeurd) return;

    header.retour_codes = header_codes(verdict);
    if (!header.retour_codes.empty()) return;

    header.retour_codes = {in_orde};
    std::map<std::pair<model::Klasse, std::size_t>, model::RetourCodes> codes;
    for (auto const& bevinding : verdict.bevindingen)
        if (bevinding.gevolg == model::Gevolg::afkeuren) add(codes[{bevinding.plaats.klasse, bevinding.plaats.item}], bevinding.retourcode);
    for_each_class(kopie.emplace(inhoud), [&](model::RetourCodes& uit, model::Klasse klasse, std::size_t item) {
        auto const found = codes.find({klasse, item});
        uit = or_in_orde(found == codes.end() ? model::RetourCodes{} : found->second);
    });
}

/// An amount with its sign as the standard writes it; nothing is debet (CS325).
model::BedragMetDC with_sign(model::Money bedrag) {
    return bedrag.cents < 0 ? model::BedragMetDC{-bedrag, "C"} : model::BedragMetDC{bedrag, "D"};
}

/// Codes per prestatie, gathered in one pass over the findings.
std::vector<std::vector<model::RetourCodes>> codes_per_prestatie(model::Declaratie const& declaratie, model::Verdict const& verdict) {
    std::vector<std::vector<model::RetourCodes>> codes;
    for (auto const& client : declaratie.clienten) codes.emplace_back(client.prestaties.size());
    for (auto const& bevinding : verdict.bevindingen)
        if (bevinding.gevolg == model::Gevolg::afkeuren && bevinding.plaats.klasse == model::Klasse::prestatie)
            add(codes[bevinding.plaats.client][bevinding.plaats.item], bevinding.retourcode);
    return codes;
}

/// The clients with a fault, and of those only what was rejected (process.md 4 e).
std::vector<model::ClientDeclaratie> rejected_clients(model::Declaratie const& declaratie, model::Verdict const& verdict) {
    auto per_prestatie = codes_per_prestatie(declaratie, verdict);
    std::vector<model::RetourCodes> per_client(declaratie.clienten.size());
    for (auto const& bevinding : verdict.bevindingen)
        if (bevinding.gevolg == model::Gevolg::afkeuren && bevinding.plaats.klasse == model::Klasse::client)
            add(per_client[bevinding.plaats.client], bevinding.retourcode);

    std::vector<model::ClientDeclaratie> clienten;
    for (std::size_t c = 0; c < declaratie.clienten.size(); ++c) {
        auto const& ingediend = declaratie.clienten[c];
        if (std::ranges::all_of(verdict.toegekend[c], [](bool b) { return b; })) continue;
        auto& client = clienten.emplace_back();
        client.bsn = ingediend.bsn;
        client.lijn = ingediend.lijn;
        client.retour_codes = or_in_orde(per_client[c]);
        for (std::size_t p = 0; p < ingediend.prestaties.size(); ++p) {
            if (verdict.toegekend[c][p]) continue;
            auto& prestatie = client.prestaties.emplace_back(ingediend.prestaties[p]);
            prestatie.retour_codes = std::move(per_prestatie[c][p]);
            if (prestatie.retour_codes.empty()) prestatie.retour_codes = {niet_beoordeeld};
        }
    }
    return clienten;
}

/// TR342: what is returned is what was asked less what is granted. A 325 that breaks this is a bug of ours and may not leave.
void check_tr342(model::DeclaratieAntwoord const& antwoord) {
    model::Money returned;
    for (auto const& client : antwoord.clienten)
        for (auto const& prestatie : client.prestaties) returned += prestatie.ingediend_bedrag.signed_amount();
    auto const difference = antwoord.totaal_ingediend_bedrag.signed_amount() - antwoord.totaal_toegekend_bedrag.signed_amount();
    if (returned != difference) throw std::logic_error("325: the returned prestaties do not add up to ingediend less toegekend (TR342)");
}

/// A 325 (process.md 4): a message of the gemeente's own, so Afzender and Ontvanger turn around.
model::Bericht325 answer_323(model::Bericht323 const& bericht, model::BerichtSoort soort, model::Release const& release,
                             model::Verdict const& verdict, RetourGegevens const& gegevens) {
    model::Bericht325 antwoord;
    auto& header = antwoord.header;
    header.bericht_code = bericht_code(soort);
    header.bericht_versie = release.hoofdversie;
    header.bericht_subversie = release.subversie;
    header.afzender = bericht.header.ontvanger;
    header.ontvanger = bericht.header.afzender;
    header.bericht_identificatie = {gegevens.identificatie, gegevens.dagtekening};
    header.xsd_versie = gegevens.xsd_versie;
    header.declaratie_identificatie = bericht.header.bericht_identificatie;
    header.xsd_versie_declaratie = bericht.header.xsd_versie;
    header.retour_codes = header_codes(verdict);
    if (!header.retour_codes.empty()) return antwoord;

    header.retour_codes = {in_orde};
    auto const& declaratie = bericht.declaratie;
    auto& uit = antwoord.declaratie_antwoord.emplace();
    uit.declaratie_nummer = declaratie.declaratie_nummer;
    uit.totaal_ingediend_bedrag = declaratie.totaal_ingediend_bedrag;
    uit.totaal_toegekend_bedrag = with_sign({});
    uit.retour_codes = codes_at(verdict, model::Klasse::declaratie);
    if (!uit.retour_codes.empty()) return antwoord;

    uit.clienten = rejected_clients(declaratie, verdict);
    uit.retour_codes = {uit.clienten.empty() ? volledig_toegekend : in_orde};
    uit.totaal_toegekend_bedrag = uit.clienten.empty() ? declaratie.totaal_ingediend_bedrag : with_sign(verdict.totaal_toegekend);
    check_tr342(uit);
    return antwoord;
}

/// The answer to each kind of heenbericht; nothing for the others.
struct Answer {
    model::BerichtSoort soort;
    model::Verdict const& verdict;
    RetourGegevens const& gegevens;
    model::Message& antwoord;

    void operator()(model::Bericht301 const& b) const { client<model::Bericht302>(b); }
    void operator()(model::Bericht305 const& b) const { client<model::Bericht306>(b); }
    void operator()(model::Bericht307 const& b) const { client<model::Bericht308>(b); }
    void operator()(model::Bericht315 const& b) const { client<model::Bericht316>(b); }
    void operator()(model::Bericht317 const& b) const { client<model::Bericht318>(b); }
    void operator()(model::Bericht319 const& b) const {
        auto& uit = antwoord.inhoud.emplace<model::Bericht320>();
        fill_retour(b.header, uit.header, b.antwoord, uit.antwoord, soort, verdict, gegevens);
    }
    void operator()(model::Bericht323 const& b) const { antwoord.inhoud = answer_323(b, soort, *antwoord.release, verdict, gegevens); }
    template <class Other>
    void operator()(Other const&) const {}

private:
    template <class Retour, class Heen>
    void client(Heen const& heen) const {
        auto& uit = antwoord.inhoud.emplace<Retour>();
        fill_retour(heen.header, uit.header, heen.client, uit.client, soort, verdict, gegevens);
    }
};

} // namespace

std::optional<model::Message> retour(model::Message const& bericht, model::Verdict const& verdict, RetourGegevens const& gegevens) {
    auto const soort = model::antwoord_op(bericht.soort);
    if (!soort) return std::nullopt;
    model::Message antwoord{.soort = *soort, .inhoud = {}, .identificatie_sleutel = {}, .release = bericht.release};
    std::visit(Answer{*soort, verdict, gegevens, antwoord}, bericht.inhoud);
    return antwoord;
}

} // namespace rules
