#include "rules/standard/levering.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <variant>
#include <vector>

namespace rules::standard {
namespace {

constexpr model::Date eerste_dag{std::numeric_limits<std::int32_t>::min()};
constexpr model::Date laatste_dag{std::numeric_limits<std::int32_t>::max()};

StartSleutel sleutel(std::optional<std::int64_t> nummer, std::optional<model::Product> const& product, model::Date begin) {
    StartSleutel s{.nummer = nummer, .begin = begin, .categorie = {}, .code = {}};
    if (product) {
        s.categorie = product->categorie;
        s.code = product->code.value_or("");
    }
    return s;
}

template <class P>
Aanlevering common(P const& product, model::Klasse klasse, std::uint32_t index) {
    auto const nummer = product.toewijzing_nummer ? std::optional(product.toewijzing_nummer->value) : std::nullopt;
    Aanlevering a;
    a.start = sleutel(nummer, product.product, product.begindatum);
    a.verwijderen = product.status_aanlevering == "3";
    a.plaats = {.klasse = klasse, .item = index, .lijn = product.lijn};
    return a;
}

std::vector<Aanlevering> aanleveringen(model::Message const& bericht) {
    std::vector<Aanlevering> all;
    if (auto const* start = std::get_if<model::Bericht305>(&bericht.inhoud)) {
        for (auto const& product : start->client.start_producten)
            all.push_back(common(product, model::Klasse::start_product, static_cast<std::uint32_t>(all.size())));
    } else if (auto const* stop = std::get_if<model::Bericht307>(&bericht.inhoud)) {
        for (auto const& product : stop->client.stop_producten) {
            auto& a = all.emplace_back(common(product, model::Klasse::stop_product, static_cast<std::uint32_t>(all.size())));
            a.stop = true;
            a.reden = product.reden_beeindiging;
            a.einde = product.einddatum;
        }
    }
    std::ranges::stable_sort(all, {}, [](Aanlevering const& a) { return a.verwijderen ? 0 : a.stop && a.reden != tijdelijk ? 2 : 1; });
    return all;
}

/// What TR413-TR415 compare: with a toewijzing the Product is no part of it.
StartSleutel zonder_product(StartSleutel start) {
    if (start.nummer) {
        start.categorie = {};
        start.code.clear();
    }
    return start;
}

} // namespace

Leveringen::Leveringen(std::span<model::LeveringFact const> feiten) {
    for (auto const& feit : feiten) {
        auto start = sleutel(feit.toewijzing_nummer, feit.product, feit.begindatum);
        if (feit.stop) add_stop({std::move(start), feit.reden_beeindiging, feit.einddatum.value_or(feit.begindatum)});
        else starts_.insert(std::move(start));
    }
    for (auto const& start : starts_) note_open(start);
}

bool Leveringen::bekend(Aanlevering const& aanlevering) const {
    return aanlevering.stop ? stops_.contains(aanlevering.sleutel()) : starts_.contains(aanlevering.start);
}

bool Leveringen::gestopt(StartSleutel const& start) const {
    auto const at = stops_.lower_bound({start, {}, eerste_dag});
    return at != stops_.end() && at->start == start;
}

std::optional<model::Date> Leveringen::loopt(StartSleutel const& start) const {
    if (!start.nummer) return open_.contains(start) ? std::optional(start.begin) : std::nullopt;
    auto const at = open_.lower_bound({start.nummer, eerste_dag, {}, {}});
    return at != open_.end() && at->nummer == start.nummer ? std::optional(at->begin) : std::nullopt;
}

std::optional<model::Date> Leveringen::laatste_start(StartSleutel const& start) const {
    if (!start.nummer) return starts_.contains(start) ? std::optional(start.begin) : std::nullopt;
    auto const after = starts_.lower_bound({start.nummer, laatste_dag, {}, {}});
    if (after == starts_.begin() || std::prev(after)->nummer != start.nummer) return std::nullopt;
    return std::prev(after)->begin;
}

Leveringen::Gestopt const* Leveringen::stops(StartSleutel const& start) const {
    auto const at = gestopt_.find(zonder_product(start));
    return at == gestopt_.end() || at->second.eindes.empty() ? nullptr : &at->second;
}

void Leveringen::verwerk(Aanlevering const& aanlevering) {
    if (!aanlevering.stop) {
        if (aanlevering.verwijderen) starts_.erase(aanlevering.start);
        else starts_.insert(aanlevering.start);
    } else if (aanlevering.verwijderen) {
        remove_stop(aanlevering.sleutel());
    } else {
        add_stop(aanlevering.sleutel());
    }
    note_open(aanlevering.start);
}

void Leveringen::add_stop(StopSleutel const& stop) {
    if (!stops_.insert(stop).second) return;
    auto& samen = gestopt_[zonder_product(stop.start)];
    ++(stop.reden == tijdelijk ? samen.tijdelijk : samen.definitief);
    samen.eindes.insert(stop.einde);
}

void Leveringen::remove_stop(StopSleutel const& stop) {
    if (stops_.erase(stop) == 0) return;
    auto& samen = gestopt_[zonder_product(stop.start)];
    --(stop.reden == tijdelijk ? samen.tijdelijk : samen.definitief);
    samen.eindes.erase(samen.eindes.find(stop.einde));
}

void Leveringen::note_open(StartSleutel const& start) {
    if (starts_.contains(start) && !gestopt(start)) open_.insert(start);
    else open_.erase(start);
}

void each_aanlevering(Zaak const& zaak, Meldingen& uit, CheckAanlevering check) {
    Leveringen stand(zaak.feiten.leveringen);
    for (auto const& aanlevering : aanleveringen(zaak.bericht)) {
        check(zaak, aanlevering, stand, uit);
        stand.verwerk(aanlevering);
    }
}

std::string tekst(StartSleutel const& start) {
    auto const vanaf = model::to_dutch(start.begin);
    if (start.nummer) return fmt::format("toewijzing {} vanaf {}", *start.nummer, vanaf);
    return fmt::format("{}{}{} vanaf {}", start.categorie.view(), start.code.empty() ? "" : " ", start.code, vanaf);
}

} // namespace rules::standard
