#include "gateway/bundel.hpp"

#include "gateway/pipeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>

namespace gateway {

store::Bundel stored_form(model::Contract const& contract, rules::contract::Files files, std::int64_t moment_ms) {
    store::Bundel bundel;
    bundel.naam = contract.naam;
    bundel.versie = contract.versie;
    bundel.hash = contract.hash;
    // A gemeente may have a line per period of validity; the store wants each once.
    for (auto const& gemeente : contract.gemeenten) bundel.gemeenten.push_back(gemeente.code);
    std::ranges::sort(bundel.gemeenten);
    auto const doubles = std::ranges::unique(bundel.gemeenten);
    bundel.gemeenten.erase(doubles.begin(), doubles.end());
    bundel.bestanden = std::move(files);
    bundel.moment_ms = moment_ms;
    bundel.actief = true;
    bundel.terugwerkend = terugwerkend(contract, dutch_day(moment_ms));
    return bundel;
}

bool terugwerkend(model::Contract const& contract, model::Date import) { return contract.geldig.van < import; }

std::vector<rules::contract::Fout> verweesd(model::Contract const& nieuw, model::Contract const& oud,
                                            std::span<store::LopendProduct const> lopend, model::Date vandaag) {
    std::vector<rules::contract::Fout> fouten;
    for (auto const& l : lopend) {
        auto const report = [&](char const* bestand, std::string waarde, std::string verwacht, std::string_view wat) {
            auto const n = l.aantal == 1 ? std::string("Er loopt 1 toewijzing") : fmt::format("Er lopen {} toewijzingen", l.aantal);
            fouten.push_back({bestand, 0, 0, std::move(waarde), std::move(verwacht),
                              fmt::format("{} van product {} bij aanbieder {} in gemeente {}, maar {} staat niet meer in de bundel.", n,
                                          l.code.empty() ? l.categorie.view() : std::string_view(l.code), l.aanbieder, l.gemeente, wat)});
        };
        auto const* before = l.code.empty() ? nullptr : oud.product(l.domein, l.code, std::nullopt);
        if (before == nullptr) continue;
        auto const* after = nieuw.product(l.domein, l.code, std::nullopt);
        if (after == nullptr || (after->geldig.tot && *after->geldig.tot < vandaag && before->geldig.op(vandaag))) {
            report("producten.csv", l.code, "het product, met open_tot als er niets nieuws meer bij mag", "dat product");
            continue;
        }
        if (before->perceel.empty()) continue;
        if (after->perceel.empty()) {
            report("producten.csv", before->perceel, "het perceel van het product", "het perceel");
            continue;
        }
        auto const has = [&](model::Contract const& c, std::string_view perceel) {
            return std::ranges::any_of(c.van_aanbieder(l.aanbieder), [&](auto const& o) { return o.perceel == perceel; });
        };
        if (has(oud, before->perceel) && !has(nieuw, after->perceel))
            report("overeenkomsten.csv", fmt::format("{} {}", l.aanbieder, before->perceel), "de overeenkomst, met einde als zij ophoudt",
                   "de overeenkomst voor dat perceel");
    }
    return fouten;
}

namespace {

/// The bundles that are active now for the gemeenten of a new one.
model::Result<std::map<std::string, std::shared_ptr<model::Contract const>>> active(store::Transaction& tx,
                                                                                    std::vector<std::string> const& gemeenten) {
    std::map<std::string, std::shared_ptr<model::Contract const>> per_gemeente;
    std::map<std::string, std::shared_ptr<model::Contract const>> per_hash;
    for (auto const& gemeente : gemeenten) {
        auto const hash = tx.active_bundle(gemeente);
        if (!hash) return std::unexpected(hash.error());
        if (!*hash) continue;
        if (!per_hash.contains(**hash)) {
            auto const stored = tx.bundle(**hash);
            if (!stored) return std::unexpected(stored.error());
            // A bundle that an older program took and this one refuses cannot be compared with.
            auto contract = *stored ? rules::contract::load((*stored)->bestanden) : std::unexpected(std::vector<rules::contract::Fout>{});
            per_hash[**hash] = contract ? std::make_shared<model::Contract const>(std::move(*contract)) : nullptr;
        }
        if (auto const& known = per_hash[**hash]) per_gemeente[gemeente] = known;
    }
    return per_gemeente;
}

} // namespace

model::Result<std::vector<rules::contract::Fout>> bezwaren(store::Transaction& tx, model::Contract const& contract,
                                                           std::vector<std::string> const& gemeenten,
                                                           std::vector<store::LopendProduct> const& lopend, model::Date vandaag) {
    std::vector<rules::contract::Fout> fouten;
    auto const oud = active(tx, gemeenten);
    if (!oud) return std::unexpected(oud.error());
    for (auto const& [gemeente, before] : *oud) {
        auto const own = std::ranges::equal_range(lopend, gemeente, {}, &store::LopendProduct::gemeente);
        std::ranges::move(verweesd(contract, *before, {own.begin(), own.end()}, vandaag), std::back_inserter(fouten));
    }
    return fouten;
}

model::Result<std::vector<rules::contract::Fout>> importeer(store::Store& store, model::Contract const& contract,
                                                            store::Bundel const& bundel, model::Date vandaag) {
    auto reader = store.reader();
    if (!reader) return std::unexpected(reader.error());
    auto const lopend = (*reader)->lopende_producten(bundel.gemeenten, vandaag);
    if (!lopend) return std::unexpected(lopend.error());
    std::vector<rules::contract::Fout> fouten;
    auto const done = store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto gevonden = bezwaren(tx, contract, bundel.gemeenten, *lopend, vandaag);
        if (!gevonden) return std::unexpected(gevonden.error());
        fouten = std::move(*gevonden);
        if (!fouten.empty()) return {};
        return bundel.voorgesteld_door.empty() ? tx.activate(bundel) : tx.stel_voor(bundel, bundel.voorgesteld_door);
    });
    if (!done) return std::unexpected(done.error());
    return fouten;
}

} // namespace gateway
