#include "rules/standard/volume.hpp"

#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

Grens grens(model::Omvang const& omvang, Telling telling, std::int64_t aantal, model::Period periode) {
    return {omvang.volume * aantal, aantal, telling, periode};
}

/// The last Sunday on or before a day.
model::Date sunday_up_to(model::Date day) {
    while (!model::is_sunday(day)) day = day - 1;
    return day;
}

/// IV077, output: the days after the last Sunday of the toewijzing are paid in the ProductPeriode that holds that Sunday. Where the
/// toewijzing holds no Sunday at all the standard is silent; then they go with its last day.
bool holds_last_week(model::ToewijzingFact const& toewijzing, model::Period periode) {
    if (!toewijzing.einddatum || model::is_sunday(*toewijzing.einddatum)) return false;
    auto const sunday = sunday_up_to(*toewijzing.einddatum);
    auto const day = sunday < toewijzing.ingangsdatum ? *toewijzing.einddatum : sunday;
    return periode.begin <= day && day <= periode.einde;
}

std::string weeks(model::Period periode) {
    auto const begin = model::iso_week(periode.begin);
    auto const einde = model::iso_week(periode.einde);
    if (begin == einde) return fmt::format("week {}", begin.week);
    if (begin.year == einde.year) return fmt::format("{} t/m {}", begin.week, einde.week);
    return fmt::format("{}-{:02} t/m {}-{:02}", begin.year, begin.week, einde.year, einde.week);
}

std::string times(Grens const& grens) {
    auto const one = grens.aantal == 1;
    switch (grens.telling) {
    case Telling::totaal: return "";
    case Telling::dagen: return fmt::format(" x {} {}", grens.aantal, one ? "dag" : "dagen");
    case Telling::weken: return fmt::format(" x {} {} ({})", grens.aantal, one ? "week" : "weken", weeks(grens.periode));
    case Telling::zes_weken: return " x 6 (categorie 01 mag altijd zes keer het weekvolume)";
    case Telling::maand: return " x 1 maand";
    case Telling::maanden: return fmt::format(" x {} {}", grens.aantal, one ? "maand" : "maanden");
    case Telling::zondagen: return fmt::format(" x {} {}", grens.aantal, one ? "zondag" : "zondagen");
    case Telling::zondagen_en_slot:
        return fmt::format(" x ({} {} + 1 voor de laatste week)", grens.aantal - 1, grens.aantal == 2 ? "zondag" : "zondagen");
    }
    return "";
}

std::string_view per(model::Code frequentie) {
    if (frequentie == "1") return "/dag";
    if (frequentie == "2") return "/week";
    if (frequentie == "4") return "/maand";
    return " in totaal";
}

} // namespace

bool is_output(model::Code eenheid) { return eenheid == "82" || eenheid == "83"; }

std::optional<Grens> grens_periode(model::ToewijzingFact const& toewijzing, model::Domein domein, model::Period periode) {
    if (!toewijzing.omvang) return std::nullopt;
    auto const& omvang = *toewijzing.omvang;
    auto const output = is_output(omvang.eenheid);
    if (omvang.frequentie == "1") return grens(omvang, Telling::dagen, model::days_in(periode), periode);
    if (omvang.frequentie == "2" && output) {
        auto const last = holds_last_week(toewijzing, periode);
        auto const count = model::sundays_in(periode) + (last ? 1 : 0);
        return grens(omvang, last ? Telling::zondagen_en_slot : Telling::zondagen, count, periode);
    }
    if (omvang.frequentie == "2") {
        auto const huishoudelijke_hulp = domein == model::Domein::wmo && toewijzing.product && toewijzing.product->categorie == "01";
        if (huishoudelijke_hulp) return grens(omvang, Telling::zes_weken, 6, periode);
        return grens(omvang, Telling::weken, model::weeks_in(periode), periode);
    }
    if (omvang.frequentie == "4") {
        auto const whole = periode.begin == model::first_of_month(periode.begin) && periode.einde == model::last_of_month(periode.begin);
        if (output && !whole) return std::nullopt;
        return grens(omvang, Telling::maand, 1, periode);
    }
    return grens(omvang, Telling::totaal, 1, periode);
}

std::optional<Grens> grens_totaal(model::ToewijzingFact const& toewijzing) {
    if (!toewijzing.omvang) return std::nullopt;
    auto const& omvang = *toewijzing.omvang;
    if (omvang.frequentie == "6") return grens(omvang, Telling::totaal, 1, {toewijzing.ingangsdatum, toewijzing.ingangsdatum});
    if (!toewijzing.einddatum) return std::nullopt;
    auto const looptijd = model::Period{toewijzing.ingangsdatum, *toewijzing.einddatum};
    auto const output = is_output(omvang.eenheid);
    if (omvang.frequentie == "1") return grens(omvang, Telling::dagen, model::days_in(looptijd), looptijd);
    if (omvang.frequentie == "2" && output) {
        auto const last = !model::is_sunday(looptijd.einde);
        auto const count = model::sundays_in(looptijd) + (last ? 1 : 0);
        return grens(omvang, last ? Telling::zondagen_en_slot : Telling::zondagen, count, looptijd);
    }
    if (omvang.frequentie == "2") return grens(omvang, Telling::weken, model::weeks_in(looptijd), looptijd);
    if (output) return std::nullopt;
    return grens(omvang, Telling::maanden, model::months_in(looptijd), looptijd);
}

std::string berekening(model::ToewijzingFact const& toewijzing, Grens const& grens) {
    auto const& omvang = *toewijzing.omvang;
    return fmt::format("{}{}{} = {}", hoeveelheid(omvang.volume, omvang.eenheid), per(omvang.frequentie), times(grens),
                       hoeveelheid(grens.maximum, omvang.eenheid));
}

std::optional<std::int64_t> omrekening(model::Code van, model::Code naar) {
    if (van == naar) return 1;
    if (van == "04" && naar == "01") return 60;
    return std::nullopt;
}

std::int64_t som_volume(Debetten const& debetten, model::Code eenheid) {
    std::int64_t som = 0;
    for (auto const& volume : debetten.volumes()) som += volume.som * omrekening(volume.eenheid, eenheid).value_or(0);
    return som;
}

} // namespace rules::standard
