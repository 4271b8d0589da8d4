#include "rules/debetten.hpp"

#include <algorithm>
#include <functional>
#include <initializer_list>

namespace rules {
namespace {

/// Up to this many lines on a toewijzing, looking at all its debets is cheaper than an index.
constexpr std::size_t few = 4;

std::size_t hash(std::string_view text) { return std::hash<std::string_view>()(text); }

std::size_t hash(model::Period periode, model::Code categorie, std::string_view code) {
    std::size_t sum = 0;
    for (auto const part :
         {static_cast<std::size_t>(periode.begin.days), static_cast<std::size_t>(periode.einde.days), hash(categorie.view()), hash(code)})
        sum = (sum ^ part) * 0x9e3779b97f4a7c15U + (sum >> 32);
    return sum;
}

} // namespace

void Debetten::begin(model::LopendeDebetten const& opgeslagen, std::size_t regels) {
    entries_.clear();
    volumes_.clear();
    bedrag_ = {};
    if (indexed_) by_key_.clear();
    if (references_indexed_) by_reference_.clear();
    indexed_ = regels > few;
    references_indexed_ = false;
    ingepakt_ = nullptr;
    if (opgeslagen.empty()) return;
    if (auto const volume = opgeslagen.volume(); volume && !indexed_) {
        ingepakt_ = &opgeslagen;
        volumes_.push_back({volume->first, volume->second});
        bedrag_ = opgeslagen.bedrag();
        return;
    }
    if (indexed_) by_key_.reserve(opgeslagen.size() + regels);
    for (auto const& debet : opgeslagen) add(debet);
}

void Debetten::unpack() {
    if (ingepakt_ == nullptr) return;
    std::vector<Entry> all;
    all.reserve(ingepakt_->size() + entries_.size());
    for (auto const& debet : *ingepakt_) all.push_back({debet, false});
    all.insert(all.end(), entries_.begin(), entries_.end());
    entries_ = std::move(all);
    ingepakt_ = nullptr;
}

void Debetten::add(model::LopendeDebet const& debet) {
    auto const place = static_cast<std::uint32_t>(entries_.size());
    if (indexed_) by_key_.emplace(hash(debet.periode, debet.categorie, debet.code), place);
    if (references_indexed_) by_reference_.emplace(hash(debet.referentie_nummer), place);
    entries_.push_back({debet, false});
    count(debet, 1);
}

void Debetten::take_away(std::string_view referentie_nummer) {
    auto const take = [&](Entry& entry) {
        if (entry.weg || entry.debet.referentie_nummer != referentie_nummer) return;
        entry.weg = true;
        count(entry.debet, -1);
    };
    if (!indexed_) {
        unpack();
        std::ranges::for_each(entries_, take);
        return;
    }
    if (!references_indexed_) index_references();
    auto const [from, to] = by_reference_.equal_range(hash(referentie_nummer));
    for (auto at = from; at != to; ++at) take(entries_[at->second]);
}

model::LopendeDebet const* Debetten::find(model::Period periode, model::Code categorie, std::string_view code) const {
    auto const same = [&](model::LopendeDebet const& debet) {
        return debet.periode == periode && debet.code == code && debet.categorie == categorie;
    };
    auto const is = [&](Entry const& entry) { return !entry.weg && same(entry.debet); };
    if (ingepakt_ != nullptr && periode.einde <= ingepakt_->laatste_dag())
        for (auto const& debet : *ingepakt_)
            if (same(debet)) {
                gevonden_ = debet;
                return &gevonden_;
            }
    if (!indexed_) {
        auto const found = std::ranges::find_if(entries_, is);
        return found == entries_.end() ? nullptr : &found->debet;
    }
    Entry const* first = nullptr;
    auto const [from, to] = by_key_.equal_range(hash(periode, categorie, code));
    for (auto at = from; at != to; ++at)
        if (auto const& entry = entries_[at->second]; is(entry) && (first == nullptr || &entry < first)) first = &entry;
    return first == nullptr ? nullptr : &first->debet;
}

bool Debetten::taken_away(std::string_view referentie_nummer) const {
    auto const is = [&](Entry const& entry) { return entry.weg && entry.debet.referentie_nummer == referentie_nummer; };
    if (!indexed_) return std::ranges::any_of(entries_, is);
    if (!references_indexed_) return false; // nothing was taken yet
    auto const [from, to] = by_reference_.equal_range(hash(referentie_nummer));
    return std::any_of(from, to, [&](auto const& place) { return is(entries_[place.second]); });
}

void Debetten::index_references() {
    by_reference_.reserve(entries_.size());
    for (std::uint32_t place = 0; place < entries_.size(); ++place)
        by_reference_.emplace(hash(entries_[place].debet.referentie_nummer), place);
    references_indexed_ = true;
}

void Debetten::count(model::LopendeDebet const& debet, int sign) {
    bedrag_.cents += sign * debet.bedrag.cents;
    auto volume = std::ranges::find(volumes_, debet.eenheid, &Volume::eenheid);
    if (volume == volumes_.end()) volume = volumes_.insert(volumes_.end(), {debet.eenheid, 0});
    volume->som += sign * debet.volume;
}

} // namespace rules
