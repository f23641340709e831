# pylint: disable=redefined-builtin
from . import contract_license, license, license_key, license_module, license_reminder
