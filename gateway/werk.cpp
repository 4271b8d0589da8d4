#include "gateway/werk.hpp"

#include "rules/contract/legitimiteit.hpp"
#include "xsd/model/termijn.hpp"
#include "xsd/release.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace gateway {

namespace {

using model::Gevolg;
using model::Klasse;
using store::NieuwWerk;
using store::WerkSoort;

std::string number_text(model::Getal const& getal) { return fmt::format("{}", getal.value); }
std::string number_text(std::optional<model::Getal> const& getal) { return getal ? number_text(*getal) : std::string(); }

/// What a person calls a message by: the number or reference of the thing it is about, never a BSN.
struct Sleutel {
    std::string operator()(model::Bericht301 const& b) const {
        auto const& producten = b.client.toegewezen_producten;
        return producten.empty() ? std::string() : number_text(producten.front().toewijzing_nummer);
    }
    std::string operator()(model::Bericht305 const& b) const {
        auto const& producten = b.client.start_producten;
        return producten.empty() ? std::string() : number_text(producten.front().toewijzing_nummer);
    }
    std::string operator()(model::Bericht307 const& b) const {
        auto const& producten = b.client.stop_producten;
        return producten.empty() ? std::string() : number_text(producten.front().toewijzing_nummer);
    }
    std::string operator()(model::Bericht315 const& b) const {
        auto const& producten = b.client.aangevraagde_producten;
        return producten.empty() ? std::string() : producten.front().referentie_aanbieder;
    }
    std::string operator()(model::Bericht317 const& b) const { return b.client.verzoek.referentie_aanbieder; }
    std::string operator()(model::Bericht319 const& b) const { return b.antwoord.referentie_aanbieder; }
    std::string operator()(model::Bericht323 const& b) const { return b.declaratie.declaratie_nummer; }
    template <class Other>
    std::string operator()(Other const&) const {
        return {};
    }
};

/// The reason that findings propose for a verzoek; `product`: of a 315 the one it is about.
model::Code voorstel(model::Findings const& bevindingen, std::optional<std::size_t> product) {
    std::vector<model::Code> redenen;
    for (auto const& b : bevindingen) {
        if (b.voorstel.empty() || b.gevolg != Gevolg::signaleren) continue;
        if (product && b.plaats.klasse == Klasse::aangevraagd_product && b.plaats.item != *product) continue;
        redenen.push_back(b.voorstel);
    }
    return voornaamste_reden(redenen);
}

NieuwWerk verzoek(std::string referentie, model::Code reden, model::Date ontvangen, model::Date dagtekening, bool jw,
                  model::Kalender const& kalender) {
    NieuwWerk werk;
    werk.soort = WerkSoort::verzoek;
    werk.sleutel = std::move(referentie);
    werk.termijn = model::termijn::verzoek(ontvangen, kalender);
    werk.termijn_onderzoek = model::termijn::onderzoek(dagtekening);
    if (jw) werk.termijn_woonplaats = model::termijn::woonplaatsbeginsel(dagtekening);
    if (!reden.empty()) werk.voorstel_antwoord = "1";
    werk.voorstel_reden = reden;
    return werk;
}

NieuwWerk aangehouden(model::Message const& bericht, model::Findings const& bevindingen, model::Date ontvangen,
                      model::Kalender const& kalender) {
    NieuwWerk werk;
    werk.soort = WerkSoort::aangehouden;
    werk.sleutel = std::visit(Sleutel{}, bericht.inhoud);
    for (auto const& b : bevindingen) {
        if (b.gevolg != Gevolg::aanhouden) continue;
        if (werk.aantal++ == 0) werk.regel = b.regel;
    }
    werk.termijn = bericht.soort.nummer == 323 ? model::termijn::declaratie_antwoord(ontvangen, kalender)
                                               : model::termijn::retour(ontvangen, kalender);
    return werk;
}

/// One item a rule: a rule that speaks on a thousand lines is one thing to look at.
std::vector<NieuwWerk> signalen(model::Message const& bericht, model::Verdict const& verdict) {
    std::map<std::string_view, std::int64_t> per_regel;
    for (auto const& b : verdict.bevindingen) {
        if (b.gevolg != Gevolg::signaleren || !b.voorstel.empty() || !b.beslist.empty()) continue;
        bool const prestatie = b.plaats.klasse == Klasse::prestatie && !verdict.toegekend.empty();
        if (prestatie && !verdict.toegekend[b.plaats.client][b.plaats.item]) continue;
        ++per_regel[b.regel];
    }
    std::vector<NieuwWerk> uit;
    for (auto const& [regel, aantal] : per_regel) {
        auto& werk = uit.emplace_back();
        werk.soort = WerkSoort::signaal;
        werk.sleutel = std::visit(Sleutel{}, bericht.inhoud);
        werk.regel = regel;
        werk.aantal = aantal;
    }
    return uit;
}

} // namespace

std::vector<NieuwWerk> werk_van(model::Message const& bericht, model::Verdict const& verdict, model::Date ontvangen,
                                model::Kalender const& kalender) {
    if (verdict.uitkomst == model::Uitkomst::afgekeurd) return {};
    if (verdict.uitkomst == model::Uitkomst::aangehouden) return {aangehouden(bericht, verdict.bevindingen, ontvangen, kalender)};
    auto uit = signalen(bericht, verdict);
    auto const dagtekening = model::header(bericht).bericht_identificatie.dagtekening.value;
    bool const jw = bericht.soort.domein == model::Domein::jw;
    if (auto const* toewijzing = std::get_if<model::Bericht315>(&bericht.inhoud)) {
        auto const& producten = toewijzing->client.aangevraagde_producten;
        for (std::size_t i = 0; i < producten.size(); ++i)
            uit.push_back(verzoek(producten[i].referentie_aanbieder, voorstel(verdict.bevindingen, i), ontvangen, dagtekening, jw, kalender));
    } else if (auto const* wijziging = std::get_if<model::Bericht317>(&bericht.inhoud)) {
        // The woonplaatsbeginsel decides who pays for a new toewijzing; a change has its gemeente already.
        uit.push_back(verzoek(wijziging->client.verzoek.referentie_aanbieder, voorstel(verdict.bevindingen, std::nullopt), ontvangen,
                              dagtekening, false, kalender));
    }
    return uit;
}

model::Code voornaamste_reden(std::vector<model::Code> const& redenen) {
    static constexpr std::array<std::string_view, 9> order{"5", "8", "3", "4", "6", "2", "9", "1", "7"};
    for (auto const reden : order)
        if (std::ranges::find(redenen, model::Code(reden)) != redenen.end()) return reden;
    return {};
}

std::optional<Regelnummer> regelnummer(std::string_view xpath) {
    auto const index = [xpath](std::string_view klasse) -> std::optional<std::uint32_t> {
        auto const at = xpath.find(klasse);
        if (at == std::string_view::npos) return std::nullopt;
        std::uint32_t number = 0;
        auto const* first = xpath.data() + at + klasse.size();
        auto const [end, fault] = std::from_chars(first, xpath.data() + xpath.size(), number);
        if (fault != std::errc() || end == xpath.data() + xpath.size() || *end != ']' || number == 0) return std::nullopt;
        return number - 1;
    };
    auto const client = index("/Client[");
    auto const prestatie = index("/Prestatie[");
    if (!client || !prestatie) return std::nullopt;
    return Regelnummer{*client, *prestatie};
}

bool beslist(std::vector<store::WerkBesluit> const& besluiten, std::string_view xpath) {
    auto const regel = regelnummer(xpath);
    return std::ranges::any_of(besluiten, [&](auto const& b) { return b.plaats.empty() || (regel && regelnummer(b.plaats) == regel); });
}

std::optional<std::string> afkeur_fout(model::BerichtSoort soort, std::vector<WerkBevinding> const& bevindingen,
                                       std::string_view retourcode, bool credit) {
    if (credit) return "Een creditering wordt niet op haar inhoud afgekeurd (IV085); keur haar goed of accepteer haar met een opmerking.";
    if (xsd::built_in_release()->omschrijving(model::retourcodes_lijst, retourcode).empty())
        return fmt::format("Retourcode {} bestaat niet in WJ001.", retourcode);
    auto const fits = [&](WerkBevinding const& b) {
        return b.retourcode.view() == retourcode || rules::contract::mag_code(b.regel, soort.nummer, retourcode);
    };
    for (auto const& b : bevindingen) {
        bool const found = std::ranges::any_of(
            bevindingen, [&](auto const& other) { return regelnummer(other.plaats) == regelnummer(b.plaats) && fits(other); });
        if (found) continue;
        auto const* regel = rules::contract::legitiem(b.regel, soort.nummer);
        return fmt::format("Op {} mag hier niet met {} worden afgekeurd. {}", b.regel, retourcode,
                           regel != nullptr ? regel->ruimte->reden : "De tekst van die code is hier niet waar.");
    }
    return std::nullopt;
}

} // namespace gateway
