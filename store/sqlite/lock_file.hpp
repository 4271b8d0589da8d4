#pragma once

#include "xsd/model/error.hpp"

#include <filesystem>

namespace store::sqlite {

/// A file that says which process uses a directory, locked as long as this lives. The kernel lets go when the process ends,
/// however it ends.
class LockFile {
public:
    /// Errors: store_busy, naming the holder's process number; store_io.
    static model::Result<LockFile> take(std::filesystem::path const& file);
    ~LockFile();
    LockFile(LockFile&& other) noexcept;
    LockFile& operator=(LockFile&&) = delete;

private:
    explicit LockFile(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

} // namespace store::sqlite
