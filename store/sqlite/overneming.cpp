#include "store/sqlite/overneming.hpp"

#include <array>
#include <cstddef>

namespace store::sqlite {
namespace {

constexpr std::array gaande{std::byte{'1'}};
constexpr std::array gedaan{std::byte{'0'}};

std::filesystem::path bestandsnaam(std::filesystem::path databank) { return databank += "-overneming"; }

} // namespace

model::Result<void> Overneming::begin(std::filesystem::path const& databank) {
    if (bezig_) return {};
    bool const nieuw = !bestand_;
    if (nieuw) {
        auto bestand = Bestand::open(bestandsnaam(databank), Bestand::Hoe::schrijven);
        if (!bestand) return std::unexpected(bestand.error());
        bestand_.emplace(std::move(*bestand));
    }
    auto done = bestand_->schrijf(gaande, 0);
    if (done) done = bestand_->sync();
    if (done && nieuw) done = sync_map(databank.parent_path());
    if (done) bezig_ = true;
    return done;
}

model::Result<void> Overneming::klaar() {
    if (!bezig_) return {};
    bezig_ = false;
    return bestand_->schrijf(gedaan, 0);
}

bool Overneming::bezig(std::filesystem::path const& databank) {
    auto const bestand = Bestand::open(bestandsnaam(databank), Bestand::Hoe::lezen);
    std::array<std::byte, 1> gelezen{};
    return bestand && bestand->lees(gelezen, 0) == gelezen.size() && gelezen == gaande;
}

} // namespace store::sqlite
