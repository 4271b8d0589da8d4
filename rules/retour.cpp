#include "rules/retour.hpp"

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace rules {
namespace {

model::Code const in_orde{"0200"};
model::Code const niet_beoordeeld{"0233"};
model::Code const technisch_afgekeurd{"0001"};
model::Code const volledig_toegekend{"8001"};

void add(model::RetourCodes& codes, model::Code code) {
    if (!code.empty() && std::ranges::find(codes, code) == codes.end()) codes.push_back(code);
}

/// The codes a class gets for its own findings of level 3 and 4, each once; none when it is clean.
model::RetourCodes codes_at(model::Verdict const& verdict, model::Klasse klasse, std::uint32_t client = 0, std::uint32_t item = 0) {
    model::RetourCodes codes;
    for (auto const& bevinding : verdict.bevindingen) {
        auto const& plaats = bevinding.plaats;
        if (bevinding.gevolg == model::Gevolg::afkeuren && plaats.klasse == klasse && plaats.client == client && plaats.item == item)
            add(codes, bevinding.retourcode);
    }
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

std::string_view bericht_code(model::BerichtSoort soort) {
    auto const wmo = soort.domein == model::Domein::wmo;
    return soort.nummer == 302 ? (wmo ? "415" : "437") : (wmo ? "485" : "491");
}

/// A 302 (process.md 3): the header unchanged, not turned around; the client only when one of its classes is faulty.
model::Bericht302 answer_301(model::Bericht301 const& bericht, model::BerichtSoort soort, model::Verdict const& verdict,
                             RetourGegevens const& gegevens) {
    model::Bericht302 antwoord;
    auto& header = antwoord.header;
    static_cast<model::Header&>(header) = bericht.header;
    header.bericht_code = bericht_code(soort);
    header.identificatie_retour = gegevens.identificatie;
    header.dagtekening_retour = gegevens.dagtekening;
    header.xsd_versie_retour = gegevens.xsd_versie;
    if (verdict.uitkomst != model::Uitkomst::afgekeurd) return antwoord;

    header.retour_codes = header_codes(verdict);
    if (!header.retour_codes.empty()) return antwoord;

    header.retour_codes = {in_orde};
    auto& client = antwoord.client.emplace(bericht.client);
    auto const fill = [&](model::RetourCodes& codes, model::Klasse klasse, std::size_t item) {
        codes = or_in_orde(codes_at(verdict, klasse, 0, static_cast<std::uint32_t>(item)));
    };
    fill(client.retour_codes, model::Klasse::client, 0);
    for (std::size_t i = 0; i < client.relaties.size(); ++i) {
        fill(client.relaties[i].retour_codes, model::Klasse::relatie, i);
        fill(client.relaties[i].contact.retour_codes, model::Klasse::relatie_contact, i);
    }
    for (std::size_t i = 0; i < client.contactgegevens.size(); ++i) fill(client.contactgegevens[i].retour_codes, model::Klasse::contact, i);
    for (std::size_t i = 0; i < client.toegewezen_producten.size(); ++i)
        fill(client.toegewezen_producten[i].retour_codes, model::Klasse::toegewezen_product, i);
    return antwoord;
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
model::Bericht325 answer_323(model::Bericht323 const& bericht, model::BerichtSoort soort, model::Verdict const& verdict,
                             RetourGegevens const& gegevens) {
    model::Bericht325 antwoord;
    auto& header = antwoord.header;
    header.bericht_code = bericht_code(soort);
    header.bericht_versie = 3;
    header.bericht_subversie = 2;
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

} // namespace

std::optional<model::Message> retour(model::Message const& bericht, model::Verdict const& verdict, RetourGegevens const& gegevens) {
    auto const soort = model::antwoord_op(bericht.soort);
    if (!soort) return std::nullopt;
    model::Message antwoord{.soort = *soort, .inhoud = {}, .identificatie_sleutel = {}};
    if (auto const* toewijzing = std::get_if<model::Bericht301>(&bericht.inhoud))
        antwoord.inhoud = answer_301(*toewijzing, *soort, verdict, gegevens);
    else if (auto const* declaratie = std::get_if<model::Bericht323>(&bericht.inhoud))
        antwoord.inhoud = answer_323(*declaratie, *soort, verdict, gegevens);
    else return std::nullopt;
    return antwoord;
}

} // namespace rules
