#pragma once

#include "store/store.hpp"

#include <filesystem>
#include <memory>

namespace gateway::replay {

/// A store of our own in a private temporary directory, gone at the end whatever happens. What is decided in it can reach nobody: nothing
/// delivers from it, and the store that is replayed is not opened for writing at all.
class Kladblok {
public:
    /// @param onder where the directory is made; empty: where the system keeps temporary files  Errors: those of a store
    [[nodiscard]] static model::Result<Kladblok> maak(std::filesystem::path const& onder = {});
    ~Kladblok();
    Kladblok(Kladblok&& other) noexcept;
    Kladblok(Kladblok const&) = delete;
    Kladblok& operator=(Kladblok const&) = delete;

    [[nodiscard]] store::Store& store() { return *store_; }

private:
    explicit Kladblok(std::filesystem::path map) : map_(std::move(map)) {}

    std::filesystem::path map_;
    std::unique_ptr<store::Store> store_;
};

} // namespace gateway::replay
