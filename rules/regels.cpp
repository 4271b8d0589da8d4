#include "rules/regels.hpp"

#include "rules/first_equal.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace rules {
namespace {

bool is_credit(model::Prestatie const& prestatie) { return prestatie.ingediend_bedrag.debet_credit == "C"; }

} // namespace

Regels::Regels(model::Declaratie const& declaratie, std::vector<bool> const& afgekeurd, model::Facts const& feiten,
               std::string_view aanbieder) {
    auto const& clienten = declaratie.clienten;
    std::size_t count = 0;
    for (auto const& client : clienten) count += client.prestaties.size();
    regels_.reserve(count);
    for (auto const credits : {true, false})
        for (std::uint32_t c = 0; c < clienten.size(); ++c) {
            auto const& prestaties = clienten[c].prestaties;
            for (std::uint32_t p = 0; p < prestaties.size() && !afgekeurd[c]; ++p)
                if (is_credit(prestaties[p]) == credits)
                    regels_.push_back({.client = c, .index = p, .stand = 0, .eerder = false, .prestatie = &prestaties[p]});
        }
    find_standen(feiten, aanbieder);
    mark_repeated_references();
}

/// Looks each toewijzing up once, in order of number, which is how the facts lie in memory.
void Regels::find_standen(model::Facts const& feiten, std::string_view aanbieder) {
    struct Key {
        std::int64_t nummer = 0;
        std::uint32_t place = 0;
    };
    std::vector<Key> keys(regels_.size());
    for (std::uint32_t i = 0; i < keys.size(); ++i) keys[i] = {regels_[i].prestatie->toewijzing_nummer, i};
    if (!std::ranges::is_sorted(keys, {}, &Key::nummer)) std::ranges::sort(keys, {}, &Key::nummer);
    standen_.reserve(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (i == 0 || keys[i].nummer != keys[i - 1].nummer) {
            auto const* feit = feiten.toewijzing(keys[i].nummer);
            standen_.push_back({feit != nullptr && feit->aanbieder == aanbieder ? feit : nullptr, 0, nullptr});
        }
        ++standen_.back().nog;
        regels_[keys[i].place].stand = static_cast<std::uint32_t>(standen_.size() - 1);
    }
}

void Regels::mark_repeated_references() {
    std::vector<std::string_view> references;
    references.reserve(regels_.size());
    for (auto const& regel : regels_) references.emplace_back(regel.prestatie->product_referentie.referentie_nummer);
    auto const first = first_equal(references);
    for (std::uint32_t i = 0; i < first.size(); ++i) regels_[i].eerder = first[i] != i;
}

Debetten const& Regels::debetten(Regel const& regel) {
    static model::LopendeDebetten const none;
    auto& stand = standen_[regel.stand];
    if (stand.debetten == nullptr) {
        if (vrij_.empty()) vrij_.push_back(std::make_unique<Debetten>());
        stand.debetten = std::move(vrij_.back());
        vrij_.pop_back();
        stand.debetten->begin(stand.feit == nullptr ? none : stand.feit->debetten, stand.nog);
    }
    return *stand.debetten;
}

void Regels::done(Regel const& regel, bool toegekend) {
    auto& stand = standen_[regel.stand];
    if (--stand.nog == 0) {
        if (stand.debetten != nullptr) vrij_.push_back(std::move(stand.debetten));
        return;
    }
    if (!toegekend) return;
    static_cast<void>(debetten(regel));
    auto const& prestatie = *regel.prestatie;
    auto const& referentie = prestatie.product_referentie;
    if (!is_credit(prestatie))
        stand.debetten->add({referentie.referentie_nummer, prestatie.product_periode.period(), prestatie.product_categorie,
                             prestatie.product_code, prestatie.eenheid, prestatie.geleverd_volume, prestatie.ingediend_bedrag.bedrag});
    else if (referentie.vorig_referentie_nummer) stand.debetten->take_away(*referentie.vorig_referentie_nummer);
}

} // namespace rules
