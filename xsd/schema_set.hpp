#pragma once

#include "xsd/model/csv.hpp"
#include "xsd/model/error.hpp"
#include "xsd/model/release.hpp"
#include "xsd/model/soort.hpp"

#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xsd {

/// Which message in which release.
struct Herkend {
    model::BerichtSoort soort;
    std::shared_ptr<model::Release const> release; ///< never null
};

/// One or more releases of the standard: schemas, code lists and rules, loaded, checked and locked. Immutable after load and safe to
/// share between threads. A release is data: which messages it has follows from the schemas in it, chosen by the payload's namespace.
class SchemaSet {
public:
    /// What a release must satisfy beside its form; the names of files are those of the release ("regels.csv").
    using Check = std::function<std::vector<model::Fout>(model::Release const&)>;

    /// The release built into the program: 3.2.
    static model::Result<std::shared_ptr<SchemaSet const>> built_in();
    /// The built-in release and those in the folders of `map`, one release each (xsd/releases/README.md). One of the same version
    /// takes the place of the built-in one.
    /// @returns every fault in every release at once, when there is any
    static std::expected<std::shared_ptr<SchemaSet const>, std::vector<model::Fout>> load(std::filesystem::path const& map,
                                                                                          Check const& check);

    ~SchemaSet();
    SchemaSet(SchemaSet const&) = delete;
    SchemaSet& operator=(SchemaSet const&) = delete;

    /// What a root namespace stands for; nullopt when no loaded schema has it.
    [[nodiscard]] std::optional<Herkend> herken(std::string_view name_space) const;
    /// The namespace of a message kind in a release; empty when not loaded.
    [[nodiscard]] std::string_view name_space(model::Release const& release, model::BerichtSoort soort) const;
    /// XsdVersie as the schemas state it (IV034): {basisschema, bericht}.
    [[nodiscard]] std::pair<std::string, std::string> versie(model::Release const& release, model::BerichtSoort soort) const;
    /// All releases, ascending by version.
    [[nodiscard]] std::span<std::shared_ptr<model::Release const> const> releases() const noexcept;
    /// SHA-256 over the hashes of all releases, lower-case hex.
    [[nodiscard]] std::string const& hash() const noexcept;

    struct Impl;
    [[nodiscard]] Impl const& impl() const noexcept { return *impl_; }

private:
    explicit SchemaSet(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace xsd
