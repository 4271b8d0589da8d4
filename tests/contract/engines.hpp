#pragma once

#include "store/sqlite/sqlite_store.hpp"
#include "store/store.hpp"
#include "tests/contract/berichten.hpp"
#include "tests/contract/temp_dir.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <openssl/sha.h>

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

/// What the checks need of an engine: a place of its own, and opening it (again).
namespace contract {

/// Nonces 0, 1, 2, ... so that a run repeats.
inline store::sqlite::Nonce counting_nonce() {
    return [next = std::uint8_t{0}]() mutable {
        std::array<std::byte, 32> nonce{};
        nonce[0] = static_cast<std::byte>(next++);
        return nonce;
    };
}

class SqliteEngine {
public:
    model::Result<std::unique_ptr<store::Store>> open() { return store::sqlite::open(directory_.path(), counting_nonce()); }

private:
    support::TempDir directory_;
};

template <class Engine>
std::unique_ptr<store::Store> opened(Engine& engine) {
    auto store = engine.open();
    if (!store) throw std::runtime_error(store.error().context);
    return std::move(*store);
}

inline std::string sha256(std::string_view bytes) {
    std::array<unsigned char, 32> hash;
    SHA256(reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(), hash.data());
    std::string hex;
    for (auto const byte : hash) hex += fmt::format("{:02x}", byte);
    return hex;
}

/// A value or a test that stops with the error's text.
template <class T>
T good(model::Result<T> result) {
    if (!result) throw std::runtime_error(result.error().context);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// Bytes, and a message as decided on them. Keeps everything that a NieuwBericht points at.
struct Zending {
    model::Message bericht;
    std::string bytes;
    model::Verdict verdict;
    std::string retour = "<retour/>";

    [[nodiscard]] store::NieuwBericht nieuw() const {
        store::NieuwBericht nieuw;
        nieuw.ontvangst = {std::as_bytes(std::span(bytes)), sha256(bytes), "cli", 1'777'000'000'000, model::date(2026, 5, 1)};
        nieuw.soort = bericht.soort;
        nieuw.bericht = &bericht;
        nieuw.uitkomst = verdict.uitkomst;
        nieuw.besluit_json = R"({"uitkomst":")" + std::string(model::name(verdict.uitkomst)) + R"("})";
        nieuw.retour_soort = model::antwoord_op(bericht.soort);
        if (nieuw.retour_soort) nieuw.retour_xml = retour;
        nieuw.contract_label = "noorderdal@2026-1";
        nieuw.contract_hash = "c0ffee";
        nieuw.schema_hash = "5c4e3a";
        return nieuw;
    }
};

/// With every prestatie of a 323 approved, unless told which are not (in the order of the message).
inline Zending zending(model::Message bericht, std::vector<bool> afgekeurd = {}) {
    Zending zending{std::move(bericht), {}, {}};
    zending.bytes = fmt::format("<bericht>{} {}</bericht>", model::to_string(zending.bericht.soort), zending.bericht.identificatie_sleutel);
    if (auto const* declaratie = std::get_if<model::Bericht323>(&zending.bericht.inhoud)) {
        std::size_t next = 0;
        for (auto const& client : declaratie->declaratie.clienten) {
            auto& oordelen = zending.verdict.toegekend.emplace_back();
            for (std::size_t i = 0; i < client.prestaties.size(); ++i, ++next)
                oordelen.push_back(next >= afgekeurd.size() || !afgekeurd[next]);
        }
        for (bool const af : afgekeurd)
            if (af) zending.verdict.uitkomst = model::Uitkomst::deels;
    }
    return zending;
}

/// Rejected as a whole: nothing of it counts as sent.
inline Zending afgekeurd(model::Message bericht) {
    auto result = zending(std::move(bericht));
    result.verdict.uitkomst = model::Uitkomst::afgekeurd;
    result.verdict.toegekend.clear();
    return result;
}

/// The work of the pipeline: facts, save, book.
inline store::Store::Work processing(Zending const& zending, store::BerichtId* id = nullptr) {
    return [&zending, id](store::Transaction& tx) -> model::Result<void> {
        auto const feiten = tx.facts(zending.bericht);
        if (!feiten) return std::unexpected(feiten.error());
        auto const saved = tx.save(zending.nieuw());
        if (!saved) return std::unexpected(saved.error());
        if (id != nullptr) *id = *saved;
        return tx.book(*saved, zending.bericht, zending.verdict, *feiten);
    };
}

inline store::BerichtId process(store::Store& store, Zending const& zending) {
    store::BerichtId id = 0;
    good(store.transact(processing(zending, &id)));
    return id;
}

inline model::Facts facts(store::Store& store, model::Message const& bericht) {
    model::Facts facts;
    good(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto found = tx.facts(bericht);
        if (!found) return std::unexpected(found.error());
        facts = std::move(*found);
        tx.abandon();
        return {};
    }));
    return facts;
}

inline store::Reader::Tellingen tellingen(store::Store& store) { return good(good(store.reader())->tellingen()); }

} // namespace contract

TYPE_TO_STRING(contract::SqliteEngine);
