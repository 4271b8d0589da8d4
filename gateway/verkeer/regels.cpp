#include "gateway/verkeer/regels.hpp"

#include "gateway/verkeer/berichten.hpp"
#include "rules/contract/sterkte.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace gateway::verkeer {

namespace {

/// How much of what was granted is used, in promille: less in the summer holidays and in December.
constexpr std::array<std::int64_t, 12> gebruik{960, 940, 980, 970, 930, 970, 820, 790, 980, 960, 980, 850};
constexpr std::uint64_t laat_een = 25; ///< promille
constexpr std::uint64_t laat_twee = 8;
constexpr std::uint64_t correctie = 10;
constexpr std::int64_t onbekend_nummer = 900'000'000;

std::string referentie(std::size_t t, std::int32_t maand, std::string_view soort) {
    return fmt::format("P{}-{:03}{}", Plan::nummer(t), maand, soort);
}

bool in_maand(model::Date d, model::Date maand) { return model::same_month(d, maand); }

Waarheid waarheid(Declaratieregel const& regel, std::string fout, std::string regels, std::string retourcode) {
    return {.referentie = regel.prestatie.product_referentie.referentie_nummer,
            .toewijzing = regel.prestatie.toewijzing_nummer,
            .verwacht = {std::move(fout), std::move(regels), std::move(retourcode), "afkeuren"}};
}

} // namespace

Regels::Regels(Regio const& regio, Plan const& plan, Opdracht const& opdracht)
    : regio_(regio), plan_(plan), opdracht_(opdracht),
      tarief_keurt_af_(rules::contract::sterkte_via(*regio.contract, "TR418", 323) == model::Gevolg::afkeuren) {}

std::uint64_t Regels::getal(std::uint64_t waarvoor, std::size_t t, std::int32_t maand) const {
    return meng(opdracht_.zaad, waarvoor, t, static_cast<std::uint64_t>(maand));
}

bool Regels::betaald(std::size_t t, std::int32_t maand) const {
    auto const& toewijzing = plan_.toewijzingen[t];
    if (!plan_.aanbod(regio_, toewijzing).traject) return true;
    return in_maand(toewijzing.vooraf ? toewijzing.start : toewijzing.laatste_einde(), opdracht_.maand(maand));
}

std::int64_t Regels::volume(Toewijzing const& t, model::Period geleverd, std::uint64_t getal) const {
    auto const& a = plan_.aanbod(regio_, t);
    if (a.product->eenheid == "82") return 1;
    auto const dagen = std::int64_t{model::days_in(geleverd)};
    if (a.euros()) return t.volume * dagen / model::days_in({t.ingang, t.laatste_einde()});
    auto const deel =
        gebruik[static_cast<std::size_t>(model::civil(geleverd.begin).month - 1)] * static_cast<std::int64_t>(70 + getal % 31) / 100;
    auto const per_eenheid = t.in_minuten ? 60 : 1;
    if (t.frequentie == "1") return t.volume * per_eenheid * dagen * deel / 1000;
    if (t.frequentie == "2") return t.volume * per_eenheid * dagen * deel / 7000;
    return t.volume * per_eenheid * dagen * deel / (31 * 1000);
}

std::optional<Regels::Levering> Regels::levering(std::size_t n, std::int32_t maand) const {
    auto const& t = plan_.toewijzingen[n];
    auto const m = maanden(opdracht_, t);
    if (maand < m.van || maand >= m.tot || !betaald(n, maand)) return std::nullopt;
    auto const begin = opdracht_.maand(maand);
    auto const einde = model::last_of_month(begin);
    Levering l{.periode = {std::max(begin, t.ingang), t.open_einde ? einde : std::min(einde, t.laatste_einde())}};
    l.volume = volume(t, {std::max(begin, t.start), std::min(einde, t.stop)}, getal(11, n, maand));
    if (l.volume <= 0) return std::nullopt;
    auto const& a = plan_.aanbod(regio_, t);
    if (a.euros()) return l;
    auto const tarief = regio_.tarief(a, l.periode);
    if (!tarief) return std::nullopt;
    l.tarief = *tarief;
    return l;
}

Regels::Rol Regels::rol(std::size_t t, std::int32_t maand) const {
    auto const x = getal(12, t, maand);
    if (x % 1000 < opdracht_.fouten) return Rol::fout;
    auto const y = x / 1000 % 1000;
    if (y < laat_een) return Rol::een_maand_later;
    if (y < laat_een + laat_twee) return Rol::twee_maanden_later;
    if (y < laat_een + laat_twee + correctie) return Rol::gecrediteerd;
    return Rol::gewoon;
}

model::Prestatie Regels::debet(std::size_t n, Levering const& levering, std::string ref) const {
    auto const& t = plan_.toewijzingen[n];
    auto const& product = *plan_.aanbod(regio_, t).product;
    model::Prestatie p;
    p.product_referentie.referentie_nummer = std::move(ref);
    p.toewijzing_nummer = Plan::nummer(n);
    p.product_categorie = product.categorie;
    p.product_code = product.code;
    p.product_periode = {levering.periode.begin, levering.periode.einde};
    p.geleverd_volume = levering.volume;
    p.eenheid = t.in_minuten ? model::Code("01") : product.eenheid;
    p.ingediend_bedrag.debet_credit = "D";
    if (product.eenheid == "83") {
        p.ingediend_bedrag.bedrag = model::Money{levering.volume};
    } else {
        auto const deler = t.in_minuten ? 60 : 1;
        p.product_tarief = model::multiply(levering.tarief, 1, deler);
        p.ingediend_bedrag.bedrag = model::multiply(levering.tarief, levering.volume, deler);
    }
    return p;
}

Declaratieregel Regels::regel(std::size_t t, Levering const& levering, std::string ref) const {
    return {.bsn = Berichten::bsn(plan_.client(plan_.toewijzingen[t]).bsn),
            .prestatie = debet(t, levering, std::move(ref)),
            .fout = std::nullopt};
}

/// IV077: how much one ProductPeriode may hold, in the Eenheid of the toewijzing.
std::optional<std::int64_t> Regels::hoogste(Toewijzing const& t, model::Period periode) const {
    if (t.aspecifiek) return std::nullopt;
    if (t.frequentie == "1") return std::int64_t{t.volume} * model::days_in(periode);
    if (t.frequentie != "2") return t.volume;
    auto const& p = *plan_.aanbod(regio_, t).product;
    if (p.domein == model::Domein::wmo && p.categorie == "01") return std::int64_t{6} * t.volume;
    return std::int64_t{t.volume} * model::weeks_in(periode);
}

bool Regels::plant(Fout soort, std::size_t n, std::int32_t maand, Levering const& levering, Declaratieregel& r) const {
    auto const& t = plan_.toewijzingen[n];
    auto& p = r.prestatie;
    switch (soort) {
    case Fout::tarief:
        if (!p.product_tarief || !tarief_keurt_af_) return false;
        p.product_tarief = *p.product_tarief + model::Money{100};
        p.ingediend_bedrag.bedrag = model::multiply(*p.product_tarief, p.geleverd_volume);
        r.fout = waarheid(r, "verkeerd_tarief", "TR418", "0611");
        return true;
    case Fout::boven_volume: {
        auto const meest = hoogste(t, levering.periode);
        if (!meest) return false;
        auto te_veel = levering;
        te_veel.volume = *meest * (t.in_minuten ? 60 : 1) + 1;
        r = regel(n, te_veel, p.product_referentie.referentie_nummer);
        r.fout = waarheid(r, "boven_volume", "TR321", "9321");
        return true;
    }
    case Fout::onbekende_toewijzing:
        p.toewijzing_nummer = onbekend_nummer + static_cast<std::int64_t>(n);
        r.fout = waarheid(r, "onbekende_toewijzing", "TR338", "9338");
        return true;
    case Fout::dubbele_referentie:
        if (maand == 0 || rol(n, maand - 1) != Rol::gewoon || !this->levering(n, maand - 1)) return false;
        p.product_referentie.referentie_nummer = referentie(n, maand - 1, "");
        r.fout = waarheid(r, "dubbele_referentie", "TR314", "8021");
        return true;
    case Fout::verkeerde_bsn: {
        // 9998 has no clients. The last digit is what makes the eleven-test come out; one in eleven has none.
        std::uint32_t acht = 99'980'000 + static_cast<std::uint32_t>(n % 9000);
        for (;; ++acht) {
            std::uint32_t som = 0;
            auto rest = acht;
            for (std::uint32_t weging = 2; weging <= 9; ++weging, rest /= 10) som += weging * (rest % 10);
            if (som % 11 == 10) continue;
            r.bsn = Berichten::bsn(acht * 10 + som % 11);
            break;
        }
        r.fout = waarheid(r, "verkeerde_bsn", "TR304", "8187");
        return true;
    }
    case Fout::ander_product:
        if (t.aspecifiek) return false;
        p.product_code = "99Z99";
        r.fout = waarheid(r, "ander_product", "TR340 TR381", "9340 S329");
        return true;
    }
    return false;
}

void Regels::fout(std::size_t t, std::int32_t maand, Levering const& levering, std::vector<Declaratieregel>& uit) const {
    auto const eerste = getal(13, t, maand) % fouten;
    for (std::uint64_t i = 0; i < fouten; ++i) {
        auto r = regel(t, levering, referentie(t, maand, "F"));
        if (!plant(static_cast<Fout>((eerste + i) % fouten), t, maand, levering, r)) continue;
        uit.push_back(std::move(r));
        return;
    }
}

/// What is declared beside what was delivered: after the end, or a month for the second time.
void Regels::fout_erbij(std::size_t n, std::int32_t maand, std::vector<Declaratieregel>& uit) const {
    auto const& t = plan_.toewijzingen[n];
    if (maand == 0 || getal(14, n, maand) % 1000 >= opdracht_.fouten || t.frequentie != "2" || !t.geldig()) return;
    auto const begin = opdracht_.maand(maand);
    auto const vorige = opdracht_.maand(maand - 1);
    auto const eerder = levering(n, maand - 1);
    if (!eerder) return;
    auto een = *eerder;
    een.volume = 1;
    if (!t.open_einde && t.stop == t.laatste_einde() && in_maand(t.stop, vorige)) {
        een.periode = {begin, model::last_of_month(begin)};
        if (auto const tarief = regio_.tarief(plan_.aanbod(regio_, t), een.periode)) een.tarief = *tarief;
        auto r = regel(n, een, referentie(n, maand, "B"));
        r.fout = waarheid(r, "buiten_periode", "TR308", "9308");
        uit.push_back(std::move(r));
    } else if (rol(n, maand - 1) == Rol::gewoon) {
        auto r = regel(n, een, referentie(n, maand, "T"));
        r.fout = waarheid(r, "tweede_keer", "TR389", "9389");
        uit.push_back(std::move(r));
    }
}

void Regels::voeg_toe(std::size_t t, std::int32_t maand, std::vector<Declaratieregel>& uit) const {
    auto const eerder = [&](std::int32_t terug) { return maand >= terug ? levering(t, maand - terug) : std::nullopt; };
    if (auto const nu = levering(t, maand)) {
        auto const r = rol(t, maand);
        if (r == Rol::fout) fout(t, maand, *nu, uit);
        else if (r == Rol::gewoon || r == Rol::gecrediteerd) uit.push_back(regel(t, *nu, referentie(t, maand, "")));
    }
    if (auto vorig = eerder(1)) {
        auto const r = rol(t, maand - 1);
        if (r == Rol::een_maand_later) uit.push_back(regel(t, *vorig, referentie(t, maand - 1, "")));
        if (r == Rol::fout) uit.push_back(regel(t, *vorig, referentie(t, maand - 1, "H")));
        if (r == Rol::gecrediteerd) {
            auto credit = regel(t, *vorig, referentie(t, maand - 1, "C"));
            credit.prestatie.product_referentie.vorig_referentie_nummer = referentie(t, maand - 1, "");
            credit.prestatie.ingediend_bedrag.debet_credit = "C";
            uit.push_back(std::move(credit));
            vorig->volume = std::max<std::int64_t>(1, vorig->volume * 9 / 10);
            uit.push_back(regel(t, *vorig, referentie(t, maand - 1, "H")));
        }
    }
    if (auto const lang_geleden = eerder(2); lang_geleden && rol(t, maand - 2) == Rol::twee_maanden_later)
        uit.push_back(regel(t, *lang_geleden, referentie(t, maand - 2, "")));
    if (opdracht_.fouten > 0) fout_erbij(t, maand, uit);
}

} // namespace gateway::verkeer
