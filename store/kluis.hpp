#pragma once

#include "store/geheim.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace store {

/// The master keys: they stand in a file outside the database and lock the keys that stand in it. The newest one locks, all of them open.
/// The file: lines "<id> <32 bytes in base64>", newest last, lines that begin with # apart; for its owner only.
class Kluis {
public:
    struct Hoofdsleutel {
        std::string id; ///< the first eight hexadecimals of SHA-256 of the key, so that a damaged line is seen
        Sleutel sleutel;
    };

    /// Errors: not_found (no such file), wrong_use (readable by others, half written, damaged; the text says what to do), store_io.
    static model::Result<Kluis> lees(std::filesystem::path const& bestand);
    /// Makes the file with one new key, on disk when this returns. Errors: wrong_use when it is there already, store_io, store_full.
    static model::Result<Kluis> maak(std::filesystem::path const& bestand);
    /// Adds a new key, which is the newest from then on: the old file or the whole new one is there, whatever happens. Errors: as lees().
    static model::Result<Kluis> wissel(std::filesystem::path const& bestand);
    /// Takes one out that is not the newest. Errors: not_found when there is no such key; as lees().
    static model::Result<Kluis> verwijder(std::filesystem::path const& bestand, std::string_view id);
    /// A key that is kept nowhere: what is locked with it is gone with this object.
    static Kluis los();

    [[nodiscard]] Hoofdsleutel const& nieuwste() const noexcept { return sleutels_.back(); }
    /// nullptr: it is not here.
    [[nodiscard]] Sleutel const* vind(std::string_view id) const noexcept;
    [[nodiscard]] std::vector<Hoofdsleutel> const& sleutels() const noexcept { return sleutels_; }

private:
    std::vector<Hoofdsleutel> sleutels_; ///< never empty
};

} // namespace store
