#pragma once

#include "xsd/model/error.hpp"
#include "xsd/model/soort.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace xsd {

/// One or more releases of the schemas, loaded, checked and locked. Immutable after load and safe to share between threads.
/// A release is data: which messages it has follows from the schemas in it, chosen by the payload's namespace.
class SchemaSet {
public:
    /// The schemas built into the program: iWmo 3.2 and iJw 3.2.
    static model::Result<std::shared_ptr<SchemaSet const>> built_in();
    /// The schemas of a directory with the layout of xsd/schemas (`iwmo/3.2/*.xsd`, `ijw/3.2/*.xsd`), official ones for instance.
    static model::Result<std::shared_ptr<SchemaSet const>> from_directory(std::filesystem::path const& directory);

    ~SchemaSet();
    SchemaSet(SchemaSet const&) = delete;
    SchemaSet& operator=(SchemaSet const&) = delete;

    /// Which message a root namespace stands for; nullopt when no loaded schema has it.
    [[nodiscard]] std::optional<model::BerichtSoort> soort(std::string_view name_space) const;
    /// The namespace of a message kind; empty when not loaded.
    [[nodiscard]] std::string_view name_space(model::BerichtSoort soort) const;
    /// XsdVersie as the schemas state it (IV034): {basisschema, bericht}.
    [[nodiscard]] std::pair<std::string, std::string> versie(model::BerichtSoort soort) const;
    /// SHA-256 over all schema bytes, lower-case hex: part of every decision.
    [[nodiscard]] std::string const& hash() const noexcept;

    struct Impl;
    [[nodiscard]] Impl const& impl() const noexcept { return *impl_; }

private:
    explicit SchemaSet(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace xsd
